/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-verdict.h"
#include "purple/wd-session.h"

/*
 * Messages of one outbreak: one question for all of them. Which belong together the tracker says;
 * what the person has decided about an outbreak is remembered here for as long as the tracker
 * counts it.
 */

/* What an outgoing event has in common with others; all zero: it is no part of an outbreak. */
typedef struct {
	guint64 ids[WD_N_SAME];
} WdOutbreak;

void wd_purple_outbreaks_attach(WdSession *session);
void wd_purple_outbreaks_detach(WdSession *session);
WdOutbreak
wd_purple_outbreaks_find(WdSession *session, const WdEvent *event, const WdVerdict *verdict);
gboolean wd_purple_outbreaks_is_one(const WdOutbreak *a, const WdOutbreak *b);
void wd_purple_outbreaks_approve(WdSession *session, const WdOutbreak *outbreak);
gboolean
wd_purple_outbreaks_is_approved(WdSession *session, const WdEvent *event, const WdVerdict *verdict);
char *wd_purple_outbreaks_explain(WdSession *session,
				  const WdOutbreak *outbreak,
				  const WdVerdict *verdict);
