/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What a look at the whole found, one thing each: for wardenctl doctor and for the status page of
 * a client, which say the same about the same. Codes, so that the sentences can be translated
 * elsewhere.
 */

typedef enum {
	WD_FACT_GOOD,    /* as it should be */
	WD_FACT_NOTE,    /* worth knowing; also what is not covered */
	WD_FACT_WARNING, /* somebody should do something about it */
	WD_FACT_BAD,     /* protection is not what it should be */
} WdFactLevel;

typedef struct {
	const char *code; /* static: "audit.forward-waits" */
	WdFactLevel level;
	char *detail; /* (nullable) a path, a name, a reason; need not be trusted */
	guint64 count;
} WdFact;

GPtrArray *wd_facts_new(void); /* of WdFact * */
void wd_facts_add(GPtrArray *facts, const char *code, WdFactLevel level, const char *detail);
void wd_facts_add_count(
	GPtrArray *facts, const char *code, WdFactLevel level, const char *detail, guint64 count);
WdFactLevel wd_facts_get_worst(const GPtrArray *facts);
const char *wd_fact_level_to_string(WdFactLevel level);
