#define _GNU_SOURCE
#include "CLimits.h"

#include <alloca.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* EX_OSERR of sysexits.h: the system gave less than the work needs. */
#define STATUS 71

static const char tooLittle[] =
    "align: the address space of the process is limited (ulimit -v) to less than the program and its libraries take; "
    "allow 256 MB or more\n";
static const char ranOut[] =
    "align: the work needs more memory than the process may take (ulimit -v); raise the limit, or give --jobs 1\n";

static int limited;

static int isLimited(rlim_t *most) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return 0;
  *most = limit.rlim_cur;
  return 1;
}

/* Before the libraries begin: OpenBLAS starts a thread for each processor as it is loaded, and asks for their memory again and
   again where it gets none. Where memory is limited the program begins anew with one, which is all that it uses. */
static void begin(int argc, char **argv, char **environment) {
  (void)argc;
  rlim_t most;
  if (!isLimited(&most)) return;
  limited = 1;
  if (most < (rlim_t)192 << 20) {
    ssize_t written = write(STDERR_FILENO, tooLittle, sizeof tooLittle - 1);
    (void)written;
    _exit(STATUS);
  }
  static char one[] = "OPENBLAS_NUM_THREADS=1";
  size_t count = 0;
  while (environment[count]) {
    if (strncmp(environment[count], one, strlen(one) - 1) == 0) return;
    count++;
  }
  char **more = alloca((count + 2) * sizeof *more);
  memcpy(more, environment, count * sizeof *more);
  more[count] = one;
  more[count + 1] = NULL;
  execve("/proc/self/exe", argv, more);
}

__attribute__((section(".preinit_array"), used)) static void (*const first)(int, char **, char **) = begin;

/* OpenBLAS asks for the 128 MB in which each thread multiplies for as long as it gets none, without end. */
#if !defined(__SANITIZE_ADDRESS__) && !(defined(__has_feature) && (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer)))
extern void *__libc_malloc(size_t size);

void *malloc(size_t size) {
  void *memory = __libc_malloc(size);
  if (memory == NULL && limited && size > 0) {
    ssize_t written = write(STDERR_FILENO, ranOut, sizeof ranOut - 1);
    (void)written;
    _exit(STATUS);
  }
  return memory;
}
#endif

static void explain(int number) {
  ssize_t written = write(STDERR_FILENO, ranOut, sizeof ranOut - 1);
  (void)written;
  (void)number;
  _exit(STATUS);
}

void align_explain_memory_limit(void) {
  rlim_t most;
  if (!isLimited(&most)) return;
  /* What a failed allocation ends in: a trap of Swift, an abort of C++, a store through a null pointer. */
  static char stack[1 << 15];
  stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&other, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = explain;
  action.sa_flags = SA_ONSTACK;
  const int numbers[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaction(numbers[i], &action, NULL);
}
