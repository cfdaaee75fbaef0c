# jq -rnf group.jq FILE…: the figures of ../group.lua with jq, file by file and then together.
def sums: group_by([.unit, .category])[]
  | .[0] + {summoned: (map(.summoned) | add), attended: (map(.attended) | add)};

[inputs | sums] | sums | "\(.unit)\t\(.category)\t\(.summoned)\t\(.attended)"
