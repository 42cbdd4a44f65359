#define _GNU_SOURCE
#include "CLapack.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

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
