#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Guards a mapping of a file: a page of it that can no longer be read, because the file was cut off or its disk failed, reads
/// as zeros, and is remembered. Without this the system ends the program (SIGBUS).
///
/// Returns a place in the list of guarded mappings; -1 where the list is full.
int32_t align_guard(const void *start, size_t length);

/// Forgets a mapping. A place of -1 is none.
void align_unguard(int32_t place);

/// Whether a page of a mapping could not be read.
bool align_guard_faulted(int32_t place);
