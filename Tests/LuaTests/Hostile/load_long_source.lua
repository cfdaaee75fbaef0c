-- limit: source
load((' '):rep(9 << 20))
