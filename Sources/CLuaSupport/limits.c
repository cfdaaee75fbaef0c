// A limit is a promise to the host: time, memory and the like end a run whatever its script
// does. A count hook that is always on costs a factor of two, so the hook is off until a timer's
// signal, delivered to the very thread that runs the script, turns it on (as lua.c does for
// Ctrl-C). SIGURG is ignored by default and nothing on this path uses it.
#include "engine.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define CL_SIGNAL SIGURG
#define CL_AGAIN_NS 5000000   // the timer fires again so that no thread switch can lose it
#define CL_PATIENCE_NS 30000000  // of computing, for the hook to come after the signal

static __thread cl_engine *volatile current;  // innermost engine running on this thread
static struct sigaction previous_action;

uint64_t cl_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static bool is_due(const cl_engine *e) {
  return atomic_load_explicit(&e->flag->raised, memory_order_relaxed) ||
         (e->deadline && cl_now() >= e->deadline);
}

// ---- the hook

static cl_death death_due(const cl_engine *e) {
  return atomic_load_explicit(&e->flag->raised, memory_order_relaxed) ? CL_INTERRUPTED : CL_TIME;
}

void cl_poll(lua_State *L, cl_engine *e) {
  if (e->pending && !e->dead && is_due(e)) cl_die(e, L, death_due(e));
  if (e->dead) cl_raise_death(L);
}

bool cl_look(cl_engine *e, lua_State *L) {
  if (e->depth == 0) return false;
  if (e->pending && !e->dead && is_due(e)) cl_die(e, L, death_due(e));
  return e->dead != CL_ALIVE;
}

static bool without_timer(const cl_engine *e) { return e->deadline && !e->timed; }

static void on_event(lua_State *L, lua_Debug *ar);

// Asks after `count` instructions; beside it coverage hears of every line.
static void ask(lua_State *L, int count) {
  lua_sethook(L, on_event, LUA_MASKCOUNT | (cl_of(L)->coverage ? LUA_MASKLINE : 0), count);
}

static void ask_no_more(lua_State *L) {
  if (cl_of(L)->coverage) lua_sethook(L, on_event, LUA_MASKLINE, 0);
  else lua_sethook(L, NULL, 0, 0);
}

static void on_event(lua_State *L, lua_Debug *ar) {
  cl_engine *e = cl_of(L);
  if (ar->event == LUA_HOOKLINE) {
    if (e->coverage) cl_cover_line(L, e, ar);
    return;
  }
  cl_poll(L, e);
  if (e->profile) cl_profile_sample(L, e, ar);
  if (without_timer(e)) {
    ask(L, 1000);
  } else {
    e->pending = 0;
    ask_no_more(L);
  }
}

void cl_arm(lua_State *L) { ask(L, 1); }

// Every handler that unwinding could still run (`__close`) gets one instruction and this again.
int cl_raise_death(lua_State *L) {
  cl_arm(L);
  lua_pushnil(L);
  return lua_error(L);
}

void cl_die(cl_engine *e, lua_State *L, cl_death death) {
  if (e->dead) return;
  e->dead = death;
  e->pending = 1;  // for those who look at nothing else
  if (death != CL_MEMORY || !e->trace_of_refusal) {
    cl_trace_clear(e);
    cl_trace_add(e, L, 0);
  }
  cl_arm(L);
}

void cl_kill(cl_engine *e, cl_death death) { cl_die(e, e->running, death); }
cl_death cl_dead(const cl_engine *e) { return e->dead; }

// ---- leaving
//
// Some of Lua's own operations look at nothing while they run, and take as long as a script makes
// them: a collection that follows a chain of weak keys, a table of a hundred million fields that
// grows, a hash of a gigabyte. A run that is still inside one well after its end is left from the
// signal handler. What it was doing is half done, so the state goes with it: cl_run gives up its
// memory as a whole. No frame of Swift is jumped over, and no lock is held: the only ones that Lua
// takes are the system allocator's and those of `os.date`.
//
// Inside a host function's callback the way out is Lua's own: an error, raised in the middle of
// the operation, ends at the innermost protected call, and every one further out meets a run that
// is dead. Until all have returned the state is whole enough for that: it collects nothing more.

static uint64_t computed(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

// After the signal handler, which ends in a jump.
static void lose(cl_engine *e) {
  sigset_t ours;
  sigemptyset(&ours);
  sigaddset(&ours, CL_SIGNAL);
  pthread_sigmask(SIG_UNBLOCK, &ours, NULL);
  e->lost = true;
  e->stuck = 0;
  if (e->dead) return;
  cl_trace_clear(e);
  cl_trace_add(e, e->running, 0);
  e->dead = death_due(e);
}

// Whether an error raised now ends within the innermost call from Swift.
static bool is_protected(const cl_engine *e) {
  if (!e->lua || !e->lua->way_field) return false;
  uintptr_t way;
  memcpy(&way, (const char *)e->running + e->lua->way_field, sizeof way);
  return way && way < e->floor;
}

static void raise_out(cl_engine *e) {
  lua_gc(e->running, LUA_GCSTOP);
  lose(e);
  cl_raise_death(e->running);
}

static void leave_if_stuck(cl_engine *e) {
  if (e != current || !e->enforcing || e->heap.busy) return;
  uint64_t now = computed();
  if (!e->stuck) e->stuck = now;
  if (now - e->stuck < CL_PATIENCE_NS) return;
  if (e->depth > 1 && is_protected(e)) raise_out(e);
  if (e->depth == 1 && e->can_leave) siglongjmp(e->way_out, 1);
}

void cl_left(cl_engine *e) {
  e->can_leave = e->enforcing = false;
  lose(e);
}

// ---- the timer and the flag

static void set_timer(cl_engine *e, uint64_t when, uint64_t again) {
  struct itimerspec spec;
  memset(&spec, 0, sizeof spec);
  spec.it_value.tv_sec = (time_t)(when / 1000000000u);
  spec.it_value.tv_nsec = (long)(when % 1000000000u);
  if (when) spec.it_interval.tv_nsec = (long)again;
  timer_settime(e->timer, TIMER_ABSTIME, &spec, NULL);
}

// An interruption has no timer that fires again, and a profile's is slow.
static void keep_coming(cl_engine *e) {
  if (e->timed && !e->ticking) set_timer(e, cl_now() + CL_AGAIN_NS, CL_AGAIN_NS);
  e->ticking = true;
}

static void on_signal(int number, siginfo_t *info, void *context) {
  bool ours = false;
  for (cl_engine *e = current; e; e = e->outer) {
    ours = true;
    bool due = is_due(e);
    if (!e->dead && (due || e->profile)) {
      e->pending = 1;
      ask(e->running, 1);
    }
    if (!due) continue;
    keep_coming(e);
    leave_if_stuck(e);
  }
  if (ours) return;
  if (previous_action.sa_flags & SA_SIGINFO) {
    if (previous_action.sa_sigaction) previous_action.sa_sigaction(number, info, context);
  } else if (previous_action.sa_handler != SIG_DFL && previous_action.sa_handler != SIG_IGN) {
    previous_action.sa_handler(number);
  }
}

static void install_handler(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_signal;
  action.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  sigaction(CL_SIGNAL, &action, &previous_action);
}

static __thread uintptr_t this_stack_end;

static uintptr_t find_stack_end(void) {
  pthread_attr_t attributes;
  void *end = NULL;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
  pthread_attr_getstack(&attributes, &end, &size);
  pthread_attr_destroy(&attributes);
  return (uintptr_t)end;
}

// The kernel's id of this thread. Threads of a pool have all signals blocked; the first run on
// one opens it for ours.
static int this_thread(void) {
  static __thread int id;
  if (!id) {
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, CL_SIGNAL);
    pthread_sigmask(SIG_UNBLOCK, &ours, NULL);
    id = (int)syscall(SYS_gettid);
    this_stack_end = find_stack_end();
  }
  return id;
}

void cl_stop_timer(cl_engine *e) {
  if (e->timed) timer_delete(e->timer);
  e->timed = false;
}

static bool have_timer(cl_engine *e) {
  if (e->timed && e->timer_thread == this_thread()) return true;
  cl_stop_timer(e);
  struct sigevent event;
  memset(&event, 0, sizeof event);
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = CL_SIGNAL;
  event._sigev_un._tid = this_thread();
  e->timed = timer_create(CLOCK_MONOTONIC, &event, &e->timer) == 0;
  e->timer_thread = this_thread();
  return e->timed;
}

void cl_begin(cl_engine *e) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, install_handler);
  e->dead = CL_ALIVE;
  e->pending = 0;
  e->stuck = 0;
  e->ticking = false;
  e->overrun = false;
  e->refused = 0;
  cl_trace_clear(e);
  ask_no_more(e->main);
  e->began = cl_now();
  e->deadline = 0;
  if (e->limits.nanoseconds && e->limits.nanoseconds < UINT64_MAX - e->began)
    e->deadline = e->began + e->limits.nanoseconds;
  e->outer = current;
  current = e;
  atomic_store(&e->flag->raised, false);
  atomic_store(&e->flag->thread, this_thread());
  e->stack_end = this_stack_end;
  cl_keep_reserve(e);
  cl_profile_begin(e);
  uint64_t interval = cl_profile_interval(e);
  if (!e->deadline && !interval) return;
  if (have_timer(e)) {
    if (interval) set_timer(e, e->began + interval, interval);
    else set_timer(e, e->deadline, CL_AGAIN_NS);
  } else {
    e->pending = 1;  // no timer to be had: a slower hook looks at the clock
  }
}

void cl_end(cl_engine *e) {
  if (e->timed) set_timer(e, 0, 0);
  atomic_store(&e->flag->thread, 0);
  current = e->outer;
  e->outer = NULL;
  lua_sethook(e->main, NULL, 0, 0);
  e->pending = 0;
}

uint64_t cl_elapsed(const cl_engine *e) { return e->began ? cl_now() - e->began : 0; }

cl_flag *cl_flag_new(void) { return calloc(1, sizeof(cl_flag)); }
void cl_flag_free(cl_flag *flag) { free(flag); }

bool cl_flag_raised(const cl_flag *flag) {
  return atomic_load_explicit(&flag->raised, memory_order_relaxed);
}

// Safe in a signal handler. A signal that reaches a thread after its run finds nothing to stop.
void cl_flag_raise(cl_flag *flag) {
  atomic_store(&flag->raised, true);
  int thread = atomic_load(&flag->thread);
  if (thread) syscall(SYS_tgkill, getpid(), thread, CL_SIGNAL);
}
