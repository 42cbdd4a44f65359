/// The Fortran interface of Debian's liblapack and libblas: every argument by reference, and for each CHARACTER
/// argument its length by value at the end.
#ifndef ALIGN_CLAPACK_H
#define ALIGN_CLAPACK_H

#include <stddef.h>
#include <stdint.h>

double ddot_(const int32_t *n, const double *x, const int32_t *incx, const double *y, const int32_t *incy);
void dgemv_(const char *trans, const int32_t *m, const int32_t *n, const double *alpha, const double *a,
            const int32_t *lda, const double *x, const int32_t *incx, const double *beta, double *y,
            const int32_t *incy, size_t trans_length);
void dgemm_(const char *transa, const char *transb, const int32_t *m, const int32_t *n, const int32_t *k,
            const double *alpha, const double *a, const int32_t *lda, const double *b, const int32_t *ldb,
            const double *beta, double *c, const int32_t *ldc, size_t transa_length, size_t transb_length);
void dgelsd_(const int32_t *m, const int32_t *n, const int32_t *nrhs, double *a, const int32_t *lda, double *b,
             const int32_t *ldb, double *s, const double *rcond, int32_t *rank, double *work, const int32_t *lwork,
             int32_t *iwork, int32_t *info);

/// What serves the BLAS of this process: OpenBLAS's own description, or the file that `dgemm_` came from.
/// Writes at most `size` bytes with the closing zero into `text`.
void align_blas_description(char *text, size_t size);

/// Threads that the BLAS may use; without effect on a BLAS that has none to set (the reference one).
void align_blas_set_threads(int32_t count);

#endif
