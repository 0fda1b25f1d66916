/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What may leak, in the order in which one counts more than another that stands in the same place.
 */

typedef enum {
	WD_LEAK_PRIVATE_KEY,
	WD_LEAK_TOKEN,
	WD_LEAK_CARD,
	WD_LEAK_ACCOUNT, /* IBAN */
	WD_LEAK_WALLET,
	WD_LEAK_PERSON, /* a number that a state or an insurer gives to a person */
	WD_LEAK_PASSWORD,
	/* What a company names in its policy. */
	WD_LEAK_KEYWORD,
	WD_LEAK_PATTERN,
	WD_LEAK_LABEL,
	WD_LEAK_DOCUMENT,
	WD_LEAK_N_KINDS,
} WdLeakKind;

#define WD_LEAK_BIT(kind) (1u << (kind))
#define WD_LEAK_ALL_KINDS ((1u << WD_LEAK_N_KINDS) - 1)
#define WD_LEAK_BUILT_IN  (WD_LEAK_BIT(WD_LEAK_PASSWORD + 1) - 1)

/* One place in a text. */
typedef struct {
	WdLeakKind kind;
	gsize start; /* bytes of the text */
	gsize end;
	guint number;   /* of the document */
	const char *id; /* (nullable) static, or of the rules: "github", "us-ssn", a keyword */
} WdLeakHit;

const char *wd_leak_kind_to_string(WdLeakKind kind);
gboolean wd_leak_kind_parse(const char *text, WdLeakKind *kind);
