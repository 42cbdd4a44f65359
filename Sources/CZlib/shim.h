/// zlib, of Debian's zlib1g-dev: what the workbench sends is compressed with it.
#include <zlib.h>
