/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/link/wd-idn.h"
#include "engine/link/wd-lookalike.h"
#include "engine/link/wd-url.h"
#include "engine/wd-knowledge.h"
#include "engine/wd-policy.h"
#include "engine/wd-verdict.h"

/*
 * The checks of wd-risky-link.c as a table, so that each can be read, tested and weighed alone. A
 * check sees one link and says one thing; what follows from it is for the detector and policy.
 * Links are a peer's bytes, so a check must be linear in their length.
 */

/* One link on its way through the checks. */
typedef struct {
	const char *raw;     /* as written */
	const char *visible; /* (nullable) what a person sees of it; NULL: the link itself */
	WdUrl *url;          /* (nullable) NULL: it has no scheme */
	char *registrable;   /* (nullable) registrable domain of its host */
	gboolean is_from_stranger;
	const WdPolicy *policy;
	const WdKnowledge *knowledge; /* (nullable) */
	WdLookalikeNames names;       /* that it may imitate */
	WdLikeness likeness;          /* of its host with @imitated */
	const char *imitated;         /* (nullable) */
	WdIdnRisk idn;                /* of its host */
} WdLinkSubject;

typedef struct {
	const char *code;
	WdRisk risk; /* safe: worth a quiet mark only */
	double weight;
	/* Returns NULL when there is nothing to say, else the datum for the sentence. */
	char *(*check)(const WdLinkSubject *subject);
} WdLinkCheck;

gboolean wd_link_subject_is_listed(const WdLinkSubject *subject, const GPtrArray *lists);
gboolean wd_link_subject_is_denied(const WdLinkSubject *subject);
gboolean wd_link_subject_has_dangerous_scheme(const WdLinkSubject *subject);
gboolean wd_link_subject_is_disguised(const WdLinkSubject *subject);
const WdLinkCheck *wd_link_check_get_all(gsize *n_checks);
/* The subject borrows @raw and @policy, and owns what it parsed. */
void wd_link_subject_init(WdLinkSubject *subject,
			  const char *raw,
			  const WdPolicy *policy,
			  const WdKnowledge *knowledge);
void wd_link_subject_clear(WdLinkSubject *subject);
