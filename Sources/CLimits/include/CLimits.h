#pragma once

/// Where the memory of the process is limited (`ulimit -v`), turns an allocation that fails later into a message and the
/// status 71 instead of a trap. To be called once, at the beginning.
void align_explain_memory_limit(void);
