internal import PlanModel

/// The completions of a shell, as the parser writes them, with what it does not know of the command:
/// that a script's name may stand where a verb does, and options before the verb.
enum ShellCompletions {
  /// What the parser wrote, completed; unchanged for a shell that is not known.
  static func text(_ generated: String, for shell: String, words: Words) -> String {
    var text = generated
    for (english, ours) in words.parserHelp { text = text.replacing(english, with: ours) }
    switch shell {
    case "bash": return wrapped(text, before: "complete -o filenames", bash)
    case "zsh": return wrapped(text, before: "if [[ \"${funcstack[1]}\"", zsh)
    case "fish":
      // What the parser writes there sets the line in a fish before 4, and gets nothing.
      let cursor = "(string length -- \"$(commandline -ct)\")"
      return text.replacing("(__planscript_tokens -tC)", with: cursor) + "\n" + fish
    default: return text
    }
  }

  /// The parser's function gets another name, and ours stands before the line that makes use of it.
  private static func wrapped(_ text: String, before line: String, _ function: String) -> String {
    text.replacing("\n_planscript() {", with: "\n__planscript_verb() {", maxReplacements: 1)
      .replacing("\n" + line, with: "\n" + function + "\n" + line, maxReplacements: 1)
  }

  private static let verbs = Planscript.verbNames.joined(separator: " ")
  /// Options that a value follows.
  private static let valued = QuickStart.valuedOptions + StoreRequest.valuedOptions

  private static var bash: String {
    #"""
    # The verb comes first, and is "run" where none is typed.
    _planscript() {
        local -r typed="${COMP_WORDS[COMP_CWORD]}"
        local -i index place=0 skips=0 named=0
        for ((index = 1; index < COMP_CWORD; index++)); do
            if ((skips)); then skips=0; continue; fi
            case "${COMP_WORDS[index]}" in
            \#(valued.joined(separator: "|"))) skips=1 ;;
            -*) ;;
            *)
                named=1
                case " \#(verbs) " in *" ${COMP_WORDS[index]} "*) place=${index} ;; esac
                break
                ;;
            esac
        done
        local -r first="${COMP_WORDS[0]}"
        if ((place)); then
            COMP_WORDS=("${first}" "${COMP_WORDS[place]}" "${COMP_WORDS[@]:1:place-1}" "${COMP_WORDS[@]:place+1}")
        else
            COMP_WORDS=("${first}" run "${COMP_WORDS[@]:1}")
            ((COMP_CWORD++))
            COMP_LINE="${COMP_WORDS[*]}"
            COMP_POINT=${#COMP_LINE}
        fi
        __planscript_verb "${first}" "${typed}" "${COMP_WORDS[COMP_CWORD-1]}"
        if ((!named && !skips)) && [[ "${typed}" != -* ]]; then
            COMPREPLY+=($(compgen -W "\#(verbs)" -- "${typed}") $(compgen -d -- "${typed}"))
            COMPREPLY+=($(compgen -f -X '!*.lua' -- "${typed}"))
        fi
    }

    """#
  }

  private static var zsh: String {
    #"""
    # The verb comes first, and is "run" where none is typed.
    _planscript() {
        local -a verbs=(\#(verbs)) valued=(\#(valued.joined(separator: " ")))
        local -i index place=0 skips=0 named=0 offered=1
        for ((index = 2; index < CURRENT; index++)); do
            if ((skips)); then skips=0; continue; fi
            if ((${valued[(Ie)${words[index]}]})); then skips=1; continue; fi
            [[ "${words[index]}" == -* ]] && continue
            named=1
            ((${verbs[(Ie)${words[index]}]})) && place=index
            break
        done
        if ((!named && !skips)) && [[ "${words[CURRENT]}" != -* ]]; then
            ((CURRENT == 2)) && __planscript_verb && offered=0
            _files -g '*.lua' && offered=0
        fi
        if ((place > 2)); then
            words=("${words[1]}" "${words[place]}" "${(@)words[2,place-1]}" "${(@)words[place+1,-1]}")
        elif ((place == 0)); then
            words=("${words[1]}" run "${(@)words[2,-1]}")
            ((CURRENT++))
        fi
        __planscript_verb && offered=0
        return offered
    }

    """#
  }

  private static var fish: String {
    #"""
    # The verb comes first, and is "run" where options are typed and none is.
    functions -c __planscript_tokens __planscript_typed
    function __planscript_tokens
        set -l typed (__planscript_typed $argv)
        set -l rest
        set -l skips 0
        for index in (seq 2 (count $typed))
            set -l word $typed[$index]
            if test $skips = 1
                set skips 0
            else if contains -- $word \#(valued.joined(separator: " "))
                set skips 1
            else if contains -- $word \#(verbs)
                set -l others $typed[2..]
                set -e others[(math $index - 1)]
                printf '%s\n' $typed[1] $word $others
                return
            else if not string match -q -- '-*' $word
                break
            end
        end
        test (count $typed) -gt 1; and set typed $typed[1] run $typed[2..]
        printf '%s\n' $typed
    end
    function __planscript_scripts
        set -l token (commandline -t)
        set -l files $token*.lua $token*/
        printf '%s\n' $files
    end
    complete -c planscript -n 'test (count (__planscript_typed -pc)) -eq 1' -fa '(planscript list --names 2>/dev/null)'
    complete -c planscript -n 'test (count (__planscript_typed -pc)) -eq 1' -fa '(__planscript_scripts)'
    complete -c planscript -n 'test (count (__planscript_typed -pc)) -eq 1' -s d -l data -rfa '(__planscript_complete_directories)'

    """#
  }
}
