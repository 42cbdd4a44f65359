/// Expat, of Debian's libexpat1-dev: XML as a stream of events, in memory that does not grow with the document.
#include <expat.h>
