/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-deed.h"

/* What was done, in words: the same in an auditor's report and in everybody's window. */

/* What it was about; several events of the trail are one subject. */
typedef enum {
	WD_SUBJECT_UNWANTED,
	WD_SUBJECT_INCOMING,
	WD_SUBJECT_OUTGOING,
	WD_SUBJECT_CONTACTS,
	WD_SUBJECT_FILES,
	WD_SUBJECT_LINKS,
	WD_SUBJECT_SIGN_ONS,
	WD_SUBJECT_OTHER,
	WD_N_SUBJECTS,
} WdDeedSubject;

const char *wd_deed_text_for_kind(WdDeedKind kind);
const char *wd_deed_text_for_event(const char *event); /* (nullable) */
WdDeedSubject wd_deed_text_find_subject(const char *event);
const char *wd_deed_text_for_subject(WdDeedSubject subject);
char *wd_deed_text_for_protocol(const char *protocol);
char *wd_deed_text_for_reason(const char *reason);
