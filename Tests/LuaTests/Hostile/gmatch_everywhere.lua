-- limit: time
for _ in ('a'):rep(1 << 20):gmatch('()') do for _ in ('b'):rep(1 << 20):gmatch('') do end end
