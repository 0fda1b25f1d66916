/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-action.h"
#include "engine/wd-finding.h"

/*
 * What the engine hands back, and all of it: the shells act on this value and look at no detector.
 * It is evidence too, so it keeps what was found and not only what follows.
 */

/* Of one link, whatever policy then does about it. */
typedef enum {
	WD_RISK_SAFE,
	WD_RISK_SUSPICIOUS,
	WD_RISK_DANGEROUS,
} WdRisk;

/* One link of the event, as a browser would read it. */
typedef struct {
	char *url;
	char *host;        /* (nullable) what a browser would contact, ASCII */
	char *registrable; /* (nullable) host's registrable domain */
	WdRisk risk;
	GPtrArray *codes; /* of static const char *: the link.* findings about this link */
	gsize start;      /* byte range in the event's text, 0..0 when it stands only in the HTML */
	gsize end;
} WdLinkReport;

typedef enum {
	WD_TREATMENT_NONE = 0,
	WD_TREATMENT_SCREEN = 1 << 0,    /* a stranger whose message passed: say "first contact" */
	WD_TREATMENT_CHALLENGE = 1 << 1, /* ask the stranger a question */
	WD_TREATMENT_REDACT = 1 << 2,    /* send verdict->redacted instead */
	WD_TREATMENT_PLAIN = 1 << 3,     /* risky links must not be clickable */
	WD_TREATMENT_NO_COPY =
		1 << 4, /* block without a copy in the queue, because policy says so */
} WdTreatment;

/* The decision: the action, and the findings that led to it. Built by wd_judge() alone. */
typedef struct {
	WdAction action;
	double score;            /* sum of the findings' weights */
	GPtrArray *findings;     /* of WdFinding * */
	GPtrArray *links;        /* of WdLinkReport * */
	double spim_probability; /* 0..1, or -1 where SPIM was not judged */
	char *redacted;          /* (nullable) text with what leaks masked */
	guint treatment;         /* WdTreatment bits */
} WdVerdict;

/* Detectors may only add: what one of them found, no other can take back. */
WdVerdict *wd_verdict_new(void);
WdVerdict *wd_verdict_copy(const WdVerdict *verdict);
void wd_verdict_free(WdVerdict *verdict);
void wd_verdict_add(WdVerdict *verdict, WdFinding *finding);
WdLinkReport *wd_verdict_add_link(WdVerdict *verdict, const char *url);
gboolean wd_verdict_has(const WdVerdict *verdict, const char *code);
const WdFinding *wd_verdict_get_main_finding(const WdVerdict *verdict);
const char *wd_risk_to_string(WdRisk risk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdVerdict, wd_verdict_free)
