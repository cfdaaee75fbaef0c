-- limit: time
load('if a then ' .. ('elseif a then b() '):rep(1 << 18) .. ' end')
