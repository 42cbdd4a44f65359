/// PCRE2, of Debian's libpcre2-dev: regular expressions with limits on steps, depth and memory.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
