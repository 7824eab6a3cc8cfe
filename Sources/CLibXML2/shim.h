#pragma once
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

/// `xmlFree` is a mutable C global, which Swift 6 mode rejects.
static inline void htcds_xmlFree(void *pointer) { xmlFree(pointer); }
