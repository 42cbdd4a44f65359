/// libzip, of Debian's libzip-dev: the container of a workbook, entry by entry and without unpacking it on disk.
#include <zip.h>
