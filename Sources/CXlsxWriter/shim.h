/// libxlsxwriter, of Debian's libxlsxwriter-dev: writes workbooks row by row.
#include <xlsxwriter.h>
