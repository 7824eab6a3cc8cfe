#pragma once
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

/// `xmlFree` is a mutable C global, which Swift 6 mode rejects.
static inline void htcds_xmlFree(void *pointer) { xmlFree(pointer); }

/// No file is opened and nothing is fetched while a schema is parsed: imports and includes are refused.
static xmlParserInputPtr htcds_noEntity(const char *url, const char *id, xmlParserCtxtPtr context) {
    (void)url; (void)id; (void)context;
    return NULL;
}

/// Parses a schema that stands by itself.
static inline xmlSchemaPtr htcds_xmlSchemaParseAlone(xmlSchemaParserCtxtPtr context) {
    xmlExternalEntityLoader before = xmlGetExternalEntityLoader();
    xmlSetExternalEntityLoader(htcds_noEntity);
    xmlSchemaPtr schema = xmlSchemaParse(context);
    xmlSetExternalEntityLoader(before);
    return schema;
}
