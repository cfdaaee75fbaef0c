-- limit: error
os.exit(0)
