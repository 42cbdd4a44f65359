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
double dnrm2_(const int32_t *n, const double *x, const int32_t *incx);
void dcopy_(const int32_t *n, const double *x, const int32_t *incx, double *y, const int32_t *incy);
void daxpy_(const int32_t *n, const double *alpha, const double *x, const int32_t *incx, double *y,
            const int32_t *incy);
void dscal_(const int32_t *n, const double *alpha, double *x, const int32_t *incx);
void dger_(const int32_t *m, const int32_t *n, const double *alpha, const double *x, const int32_t *incx,
           const double *y, const int32_t *incy, double *a, const int32_t *lda);
void dtrmv_(const char *uplo, const char *trans, const char *diag, const int32_t *n, const double *a,
            const int32_t *lda, double *x, const int32_t *incx, size_t uplo_length, size_t trans_length,
            size_t diag_length);
void dtrsv_(const char *uplo, const char *trans, const char *diag, const int32_t *n, const double *a,
            const int32_t *lda, double *x, const int32_t *incx, size_t uplo_length, size_t trans_length,
            size_t diag_length);
void dsymv_(const char *uplo, const int32_t *n, const double *alpha, const double *a, const int32_t *lda,
            const double *x, const int32_t *incx, const double *beta, double *y, const int32_t *incy,
            size_t uplo_length);
void dsyr_(const char *uplo, const int32_t *n, const double *alpha, const double *x, const int32_t *incx, double *a,
           const int32_t *lda, size_t uplo_length);
void dsyrk_(const char *uplo, const char *trans, const int32_t *n, const int32_t *k, const double *alpha,
            const double *a, const int32_t *lda, const double *beta, double *c, const int32_t *ldc,
            size_t uplo_length, size_t trans_length);
void dtrsm_(const char *side, const char *uplo, const char *transa, const char *diag, const int32_t *m,
            const int32_t *n, const double *alpha, const double *a, const int32_t *lda, double *b,
            const int32_t *ldb, size_t side_length, size_t uplo_length, size_t transa_length, size_t diag_length);
void dtrmm_(const char *side, const char *uplo, const char *transa, const char *diag, const int32_t *m,
            const int32_t *n, const double *alpha, const double *a, const int32_t *lda, double *b,
            const int32_t *ldb, size_t side_length, size_t uplo_length, size_t transa_length, size_t diag_length);
void dgeqrf_(const int32_t *m, const int32_t *n, double *a, const int32_t *lda, double *tau, double *work,
             const int32_t *lwork, int32_t *info);
void dgeqp3_(const int32_t *m, const int32_t *n, double *a, const int32_t *lda, int32_t *jpvt, double *tau,
             double *work, const int32_t *lwork, int32_t *info);
void dorgqr_(const int32_t *m, const int32_t *n, const int32_t *k, double *a, const int32_t *lda, const double *tau,
             double *work, const int32_t *lwork, int32_t *info);
void dormqr_(const char *side, const char *trans, const int32_t *m, const int32_t *n, const int32_t *k,
             const double *a, const int32_t *lda, const double *tau, double *c, const int32_t *ldc, double *work,
             const int32_t *lwork, int32_t *info, size_t side_length, size_t trans_length);
void dtrtrs_(const char *uplo, const char *trans, const char *diag, const int32_t *n, const int32_t *nrhs,
             const double *a, const int32_t *lda, double *b, const int32_t *ldb, int32_t *info, size_t uplo_length,
             size_t trans_length, size_t diag_length);
void dtrtri_(const char *uplo, const char *diag, const int32_t *n, double *a, const int32_t *lda, int32_t *info,
             size_t uplo_length, size_t diag_length);
void dtrcon_(const char *norm, const char *uplo, const char *diag, const int32_t *n, const double *a,
             const int32_t *lda, double *rcond, double *work, int32_t *iwork, int32_t *info, size_t norm_length,
             size_t uplo_length, size_t diag_length);
void dpotrf_(const char *uplo, const int32_t *n, double *a, const int32_t *lda, int32_t *info, size_t uplo_length);
void dpotrs_(const char *uplo, const int32_t *n, const int32_t *nrhs, const double *a, const int32_t *lda, double *b,
             const int32_t *ldb, int32_t *info, size_t uplo_length);
void dpotri_(const char *uplo, const int32_t *n, double *a, const int32_t *lda, int32_t *info, size_t uplo_length);
void dpocon_(const char *uplo, const int32_t *n, const double *a, const int32_t *lda, const double *anorm,
             double *rcond, double *work, int32_t *iwork, int32_t *info, size_t uplo_length);
void dsytrf_(const char *uplo, const int32_t *n, double *a, const int32_t *lda, int32_t *ipiv, double *work,
             const int32_t *lwork, int32_t *info, size_t uplo_length);
void dsytrs_(const char *uplo, const int32_t *n, const int32_t *nrhs, const double *a, const int32_t *lda,
             const int32_t *ipiv, double *b, const int32_t *ldb, int32_t *info, size_t uplo_length);
void dgetrf_(const int32_t *m, const int32_t *n, double *a, const int32_t *lda, int32_t *ipiv, int32_t *info);
void dgetrs_(const char *trans, const int32_t *n, const int32_t *nrhs, const double *a, const int32_t *lda,
             const int32_t *ipiv, double *b, const int32_t *ldb, int32_t *info, size_t trans_length);
void dgesdd_(const char *jobz, const int32_t *m, const int32_t *n, double *a, const int32_t *lda, double *s,
             double *u, const int32_t *ldu, double *vt, const int32_t *ldvt, double *work, const int32_t *lwork,
             int32_t *iwork, int32_t *info, size_t jobz_length);
void dgesvd_(const char *jobu, const char *jobvt, const int32_t *m, const int32_t *n, double *a, const int32_t *lda,
             double *s, double *u, const int32_t *ldu, double *vt, const int32_t *ldvt, double *work,
             const int32_t *lwork, int32_t *info, size_t jobu_length, size_t jobvt_length);
void dsyevr_(const char *jobz, const char *range, const char *uplo, const int32_t *n, double *a, const int32_t *lda,
             const double *vl, const double *vu, const int32_t *il, const int32_t *iu, const double *abstol,
             int32_t *m, double *w, double *z, const int32_t *ldz, int32_t *isuppz, double *work,
             const int32_t *lwork, int32_t *iwork, const int32_t *liwork, int32_t *info, size_t jobz_length,
             size_t range_length, size_t uplo_length);
void dgeev_(const char *jobvl, const char *jobvr, const int32_t *n, double *a, const int32_t *lda, double *wr,
            double *wi, double *vl, const int32_t *ldvl, double *vr, const int32_t *ldvr, double *work,
            const int32_t *lwork, int32_t *info, size_t jobvl_length, size_t jobvr_length);
void dgels_(const char *trans, const int32_t *m, const int32_t *n, const int32_t *nrhs, double *a,
            const int32_t *lda, double *b, const int32_t *ldb, double *work, const int32_t *lwork, int32_t *info,
            size_t trans_length);
void dgelsy_(const int32_t *m, const int32_t *n, const int32_t *nrhs, double *a, const int32_t *lda, double *b,
             const int32_t *ldb, int32_t *jpvt, const double *rcond, int32_t *rank, double *work,
             const int32_t *lwork, int32_t *info);
void dgglse_(const int32_t *m, const int32_t *n, const int32_t *p, double *a, const int32_t *lda, double *b,
             const int32_t *ldb, double *c, double *d, double *x, double *work, const int32_t *lwork, int32_t *info);
void dggglm_(const int32_t *n, const int32_t *m, const int32_t *p, double *a, const int32_t *lda, double *b,
             const int32_t *ldb, double *d, double *x, double *y, double *work, const int32_t *lwork, int32_t *info);
void dgelsd_(const int32_t *m, const int32_t *n, const int32_t *nrhs, double *a, const int32_t *lda, double *b,
             const int32_t *ldb, double *s, const double *rcond, int32_t *rank, double *work, const int32_t *lwork,
             int32_t *iwork, int32_t *info);

/// Tells the processor that a thread is waiting in a loop.
static inline void align_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// What serves the BLAS of this process: OpenBLAS's own description, or the file that `dgemm_` came from.
/// Writes at most `size` bytes with the closing zero into `text`.
void align_blas_description(char *text, size_t size);

/// Threads that the BLAS may use; without effect on a BLAS that has none to set (the reference one).
void align_blas_set_threads(int32_t count);

/* Sends OpenBLAS's idle threads away; for a tenth of a second after it is loaded they turn round and round. */
void align_blas_rest(void);

/// The set of kernels that OpenBLAS works with, by the name of the processor that they were written for; null where another
/// BLAS is loaded.
const char *align_blas_core(void);

/// Makes OpenBLAS work with another set of its kernels; 1 where it does. No routine may be running on any thread.
int32_t align_blas_use_core(const char *name);

/// The widest vectors that processor and operating system have: 0 SSE, 1 AVX, 2 AVX2 with FMA, 3 AVX-512 (F, CD, BW, DQ, VL),
/// -1 on another kind of processor.
int32_t align_processor_vectors(void);

#endif
