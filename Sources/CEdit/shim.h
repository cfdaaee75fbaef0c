// Editline, with the calls of variable arguments that the command makes given a fixed form.
#ifndef CEDIT_SHIM_H
#define CEDIT_SHIM_H

#include <histedit.h>
#include <stdio.h>

typedef unsigned char (*ce_key)(EditLine *, int);
typedef char *(*ce_prompt)(EditLine *);
// Gives one character: 1, or 0 at the end, or -1.
typedef int (*ce_reader)(EditLine *, wchar_t *);

// An editor on the standard streams.
static inline EditLine *ce_open(const char *program) {
  return el_init(program, stdin, stdout, stderr);
}

// Control-A around what takes no room, colours for example.
static inline void ce_set_prompt(EditLine *e, ce_prompt prompt) {
  el_set(e, EL_PROMPT_ESC, prompt, '\1');
}

static inline void ce_set_reader(EditLine *e, ce_reader reader) {
  el_set(e, EL_GETCFN, reader);
}

// Emacs keys; signals stay the program's own.
static inline void ce_set_up(EditLine *e, History *h) {
  el_set(e, EL_EDITOR, "emacs");
  el_set(e, EL_SIGNAL, 0);
  el_set(e, EL_HIST, history, h);
  // Control-C and Control-Z are keys while a line is edited.
  el_set(e, EL_SETTY, "-d", "-isig", NULL);
}

static inline void ce_add_key(EditLine *e, const char *name, const char *help, ce_key function) {
  el_set(e, EL_ADDFN, name, help, function);
}

static inline void ce_bind(EditLine *e, const char *key, const char *function) {
  el_set(e, EL_BIND, key, function, NULL);
}

// The terminal as it was before a line is edited, or ready for editing.
static inline void ce_prepare(EditLine *e, int editing) { el_set(e, EL_PREP_TERM, editing); }

static inline void ce_history_size(History *h, int size) {
  HistEvent event;
  history(h, &event, H_SETSIZE, size);
  history(h, &event, H_SETUNIQUE, 1);
}

static inline void ce_history_enter(History *h, const char *line) {
  HistEvent event;
  history(h, &event, H_ENTER, line);
}

#endif
