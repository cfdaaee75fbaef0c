#include "pattern.h"

#include <ctype.h>
#include <string.h>

// Together these are one loop, whose place is kept in registers.
#define INLINE inline __attribute__((always_inline))

static unsigned char byte(const char *p) { return (unsigned char)*p; }

void cl_matcher_make(cl_matcher *m, lua_State *L, const char *text, size_t length,
                     const char *pattern, size_t pattern_length) {
  m->L = L;
  m->engine = cl_of(L);
  m->text = text;
  m->text_end = text + length;
  m->pattern_end = pattern + pattern_length;
  m->room = CL_NESTED_STEPS;
  m->count = 0;
}

static void tick(cl_matcher *m) { cl_tick(m->L, m->engine); }

// ---- one character

// The end of the set that starts at `p`. Its first character stands for itself, `]` too.
static const char *set_end(cl_matcher *m, const char *p) {
  p++;
  if (p < m->pattern_end && *p == '^') p++;
  for (bool first = true; first || p == m->pattern_end || *p != ']'; first = false) {
    tick(m);
    if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
    if (*p++ == CL_ESCAPE) {
      if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
      p++;
    }
  }
  return p + 1;
}

// The end of the single-character item that starts at `p`.
static INLINE const char *item_end(cl_matcher *m, const char *p) {
  if (*p == '[') return set_end(m, p);
  if (*p != CL_ESCAPE) return p + 1;
  if (p + 1 == m->pattern_end) luaL_error(m->L, "malformed pattern (ends with '%%')");
  return p + 2;
}

static bool in_class(int c, int letter) {
  bool found;
  switch (tolower(letter)) {
    case 'a': found = isalpha(c); break;
    case 'c': found = iscntrl(c); break;
    case 'd': found = isdigit(c); break;
    case 'g': found = isgraph(c); break;
    case 'l': found = islower(c); break;
    case 'p': found = ispunct(c); break;
    case 's': found = isspace(c); break;
    case 'u': found = isupper(c); break;
    case 'w': found = isalnum(c); break;
    case 'x': found = isxdigit(c); break;
    case 'z': found = c == 0; break;
    default: return letter == c;
  }
  return isupper(letter) ? !found : found;
}

// `p` is at `[`, `last` at the `]` that closes it.
static bool in_set(cl_matcher *m, int c, const char *p, const char *last) {
  bool wanted = true;
  if (p[1] == '^') {
    wanted = false;
    p++;
  }
  for (p++; p < last; p++) {
    tick(m);
    if (*p == CL_ESCAPE) {
      p++;
      if (in_class(c, byte(p))) return wanted;
    } else if (p[1] == '-' && p + 2 < last) {
      if (byte(p) <= c && c <= byte(p + 2)) return wanted;
      p += 2;
    } else if (byte(p) == c) {
      return wanted;
    }
  }
  return !wanted;
}

static INLINE bool fits(cl_matcher *m, const char *s, const char *p, const char *end) {
  if (s >= m->text_end) return false;
  switch (*p) {
    case '.': return true;
    case CL_ESCAPE: return in_class(byte(s), byte(p + 1));
    case '[': return in_set(m, byte(s), p, end - 1);
    default: return *p == *s;
  }
}

// ---- longer items

static const char *balanced(cl_matcher *m, const char *s, const char *p) {
  if (m->pattern_end - p < 2)
    luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
  if (s >= m->text_end || *s != p[0]) return NULL;
  int depth = 1;
  for (s++; s < m->text_end; s++) {
    tick(m);
    if (*s == p[1]) {
      if (--depth == 0) return s + 1;
    } else if (*s == p[0]) {
      depth++;
    }
  }
  return NULL;
}

static bool at_frontier(cl_matcher *m, const char *s, const char *p, const char *end) {
  int before = s == m->text ? 0 : byte(s - 1);
  int here = s < m->text_end ? byte(s) : 0;
  return !in_set(m, before, p, end - 1) && in_set(m, here, p, end - 1);
}

static const char *longest_first(cl_matcher *m, const char *s, const char *p, const char *end) {
  ptrdiff_t n = 0;
  while (fits(m, s + n, p, end)) {
    tick(m);
    n++;
  }
  if (end + 1 == m->pattern_end && m->room > 0) return s + n;
  for (; n >= 0; n--) {
    const char *found = cl_match_at(m, s + n, end + 1);
    if (found) return found;
  }
  return NULL;
}

static const char *shortest_first(cl_matcher *m, const char *s, const char *p, const char *end) {
  for (;; s++) {
    const char *found = cl_match_at(m, s, end + 1);
    if (found) return found;
    if (!fits(m, s, p, end)) return NULL;
  }
}

// ---- captures

static const char *open_capture(cl_matcher *m, const char *s, const char *p, ptrdiff_t length) {
  if (m->count >= CL_CAPTURES) luaL_error(m->L, "too many captures");
  m->captures[m->count++] = (cl_capture){s, length};
  const char *found = cl_match_at(m, s, p);
  if (!found) m->count--;
  return found;
}

static const char *close_capture(cl_matcher *m, const char *s, const char *p) {
  int number = m->count - 1;
  while (number >= 0 && m->captures[number].length != CL_CAPTURE_OPEN) number--;
  if (number < 0) luaL_error(m->L, "invalid pattern capture");
  m->captures[number].length = s - m->captures[number].start;
  const char *found = cl_match_at(m, s, p);
  if (!found) m->captures[number].length = CL_CAPTURE_OPEN;
  return found;
}

static const char *same_as_capture(cl_matcher *m, const char *s, int digit) {
  int number = digit - '1';
  if (number < 0 || number >= m->count || m->captures[number].length == CL_CAPTURE_OPEN)
    luaL_error(m->L, "invalid capture index %%%d", number + 1);
  // A place has no text: as a size it is too long for any.
  size_t length = (size_t)m->captures[number].length;
  if ((size_t)(m->text_end - s) < length) return NULL;
  return memcmp(m->captures[number].start, s, length) == 0 ? s + length : NULL;
}

void cl_push_capture(cl_matcher *m, int number, const char *start, const char *end) {
  if (number >= m->count) {
    if (number != 0) luaL_error(m->L, "invalid capture index %%%d", number + 1);
    lua_pushlstring(m->L, start, (size_t)(end - start));
    return;
  }
  const cl_capture *c = &m->captures[number];
  if (c->length == CL_CAPTURE_OPEN) luaL_error(m->L, "unfinished capture");
  if (c->length == CL_CAPTURE_PLACE) lua_pushinteger(m->L, c->start - m->text + 1);
  else lua_pushlstring(m->L, c->start, (size_t)c->length);
}

int cl_push_captures(cl_matcher *m, const char *start, const char *end) {
  int count = m->count == 0 && start ? 1 : m->count;
  luaL_checkstack(m->L, count, "too many captures");
  for (int i = 0; i < count; i++) cl_push_capture(m, i, start, end);
  return count;
}

// ---- the whole pattern. Each step says whether to go on at *s and *p; otherwise *s is how the
// match ended.

static INLINE bool step_single(cl_matcher *m, const char **s, const char **p) {
  const char *end = item_end(m, *p);
  char suffix = end < m->pattern_end ? *end : 0;
  if (!fits(m, *s, *p, end)) {
    if (suffix != '*' && suffix != '?' && suffix != '-') *s = NULL;
    *p = end + 1;
    return *s != NULL;
  }
  const char *found;
  switch (suffix) {
    case '?':
      found = cl_match_at(m, *s + 1, end + 1);
      if (found) *s = found;
      *p = end + 1;
      return !found;
    case '+': *s = longest_first(m, *s + 1, *p, end); return false;
    case '*': *s = longest_first(m, *s, *p, end); return false;
    case '-': *s = shortest_first(m, *s, *p, end); return false;
  }
  ++*s;
  *p = end;
  return true;
}

static bool step_frontier(cl_matcher *m, const char **s, const char **p) {
  *p += 2;
  if (**p != '[') luaL_error(m->L, "missing '[' after '%%f' in pattern");
  const char *end = item_end(m, *p);
  if (!at_frontier(m, *s, *p, end)) *s = NULL;
  *p = end;
  return *s != NULL;
}

static bool step_escape(cl_matcher *m, const char **s, const char **p) {
  char letter = (*p)[1];
  if (letter == 'f') return step_frontier(m, s, p);
  if (letter == 'b') {
    *s = balanced(m, *s, *p + 2);
    *p += 4;
    return *s != NULL;
  }
  if (!isdigit(byte(*p + 1))) return step_single(m, s, p);
  *s = same_as_capture(m, *s, letter);
  *p += 2;
  return *s != NULL;
}

static INLINE bool step(cl_matcher *m, const char **s, const char **p) {
  switch (**p) {
    case '(':
      if ((*p)[1] == ')') *s = open_capture(m, *s, *p + 2, CL_CAPTURE_PLACE);
      else *s = open_capture(m, *s, *p + 1, CL_CAPTURE_OPEN);
      return false;
    case ')': *s = close_capture(m, *s, *p + 1); return false;
    case '$':
      if (*p + 1 != m->pattern_end) break;
      if (*s != m->text_end) *s = NULL;
      return false;
    case CL_ESCAPE: return step_escape(m, s, p);
  }
  return step_single(m, s, p);
}

const char *cl_match_at(cl_matcher *m, const char *s, const char *pattern) {
  if (m->room-- == 0) luaL_error(m->L, "pattern too complex");
  do tick(m);
  while (pattern != m->pattern_end && step(m, &s, &pattern));
  m->room++;
  return s;
}

// ---- plain bytes

const char *cl_find_bytes(lua_State *L, const char *text, size_t length, const char *part,
                          size_t part_length) {
  cl_engine *e = cl_of(L);
  if (part_length == 0) return text;
  while (length >= part_length) {
    cl_tick(L, e);
    const char *found = memchr(text, *part, length - part_length + 1);
    if (!found) return NULL;
    if (memcmp(found, part, part_length) == 0) return found;
    length -= (size_t)(found + 1 - text);
    text = found + 1;
  }
  return NULL;
}
