print("planscript")
