-- limit: error
os.setlocale('tr_TR')
