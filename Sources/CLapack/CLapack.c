#define _GNU_SOURCE
#include "CLapack.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The reference LAPACK stops the whole process on a bad argument, with status 0; with this in its place the routine
   returns and `info` tells. */
void xerbla_(const char *name, const int32_t *info, size_t name_length) {
  (void)name;
  (void)info;
  (void)name_length;
}

static const char *file_of(void *symbol) {
  Dl_info found;
  return symbol && dladdr(symbol, &found) && found.dli_fname ? found.dli_fname : "unknown";
}

void align_blas_description(char *text, size_t size) {
  char *(*config)(void) = (char *(*)(void))dlsym(RTLD_DEFAULT, "openblas_get_config");
  if (config) {
    snprintf(text, size, "%s", config());
    return;
  }
  const char *blas = file_of(dlsym(RTLD_DEFAULT, "dgemm_"));
  const char *lapack = file_of(dlsym(RTLD_DEFAULT, "dgelsd_"));
  snprintf(text, size, "%s, LAPACK of %s", blas, lapack);
}

void align_blas_set_threads(int32_t count) {
  void (*set)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "openblas_set_num_threads");
  int (*get)(void) = (int (*)(void))dlsym(RTLD_DEFAULT, "openblas_get_num_threads");
  /* Setting what already holds would start the threads again that `align_blas_rest` sent away. */
  if (set && !(get && get() == count)) set(count);
}

void align_blas_rest(void) {
  /* What OpenBLAS itself does before a fork; its threads come again when a routine asks for more than one. */
  int (*shutdown)(void) = (int (*)(void))dlsym(RTLD_DEFAULT, "blas_thread_shutdown_");
  if (shutdown) shutdown();
}

const char *align_blas_core(void) {
  char *(*core)(void) = (char *(*)(void))dlsym(RTLD_DEFAULT, "openblas_get_corename");
  return core ? core() : NULL;
}

int32_t align_blas_use_core(const char *name) {
  static const char variable[] = "OPENBLAS_CORETYPE";
  /* What the library itself does as it is loaded and unloaded. A name that it does not know leaves it with none of its
     kernels, so the table of the kernels is asked for first. */
  void (*begin)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "gotoblas_dynamic_init");
  void (*end)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "gotoblas_dynamic_quit");
  char table[64];
  snprintf(table, sizeof table, "gotoblas_%s", name);
  for (char *letter = table + strlen("gotoblas_"); *letter; letter++) {
    if (*letter >= 'a' && *letter <= 'z') *letter -= 'a' - 'A';
  }
  if (!begin || !end || !dlsym(RTLD_DEFAULT, table)) return 0;
  const char *before = getenv(variable);
  char *kept = before ? strdup(before) : NULL;
  setenv(variable, name, 1);
  end();
  begin();
  if (kept) {
    setenv(variable, kept, 1);
    free(kept);
  } else {
    unsetenv(variable);
  }
  const char *now = align_blas_core();
  return now != NULL && strcasecmp(now, name) == 0;
}

int32_t align_processor_vectors(void) {
#if defined(__x86_64__)
  /* These also ask whether the operating system keeps the wide registers. */
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return __builtin_cpu_supports("avx") ? 1 : 0;
  int wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512cd") &&
             __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512vl");
  return wide ? 3 : 2;
#else
  return -1;
#endif
}
