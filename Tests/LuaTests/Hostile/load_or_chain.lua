-- limit: time
load('return ' .. ('a or '):rep(1 << 20) .. 'a')
