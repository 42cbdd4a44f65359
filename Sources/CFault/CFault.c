#include "CFault.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// More files than a workspace has; the handler of a signal may not allocate.
#define PLACES 1024

static struct {
  atomic_bool taken;
  atomic_bool faulted;
  atomic_uintptr_t start;
  atomic_uintptr_t end;
} places[PLACES];

static pthread_once_t once = PTHREAD_ONCE_INIT;
static uintptr_t page;

static void handle(int number, siginfo_t *info, void *context) {
  (void)context;
  uintptr_t address = (uintptr_t)info->si_addr;
  for (int i = 0; i < PLACES; i++) {
    uintptr_t start = atomic_load(&places[i].start);
    uintptr_t end = atomic_load(&places[i].end);
    if (start == 0 || address < start || address >= end) continue;
    void *first = (void *)(address / page * page);
    if (mmap(first, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED) break;
    atomic_store(&places[i].faulted, true);
    return;
  }
  // Somebody else's fault: it happens again on return, and ends the program.
  signal(number, SIG_DFL);
}

static void install(void) {
  page = (uintptr_t)sysconf(_SC_PAGESIZE);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = handle;
  action.sa_flags = SA_SIGINFO;
  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, NULL);
}

int32_t align_guard(const void *start, size_t length) {
  pthread_once(&once, install);
  for (int i = 0; i < PLACES; i++) {
    bool expected = false;
    if (!atomic_compare_exchange_strong(&places[i].taken, &expected, true)) continue;
    atomic_store(&places[i].faulted, false);
    atomic_store(&places[i].end, (uintptr_t)start + length);
    atomic_store(&places[i].start, (uintptr_t)start);
    return i;
  }
  return -1;
}

void align_unguard(int32_t place) {
  if (place < 0) return;
  atomic_store(&places[place].start, 0);
  atomic_store(&places[place].end, 0);
  atomic_store(&places[place].taken, false);
}

bool align_guard_faulted(int32_t place) { return place >= 0 && atomic_load(&places[place].faulted); }
