/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The engine reads no file, so whoever asks it brings along the tables that were read from one.
 * Each is immutable while a judgement runs, belongs to the shell and may be missing: a detector
 * then does without.
 */

/* A trained model of SPIM, in spim/wd-spim-model.h. */
typedef struct WdSpimModel WdSpimModel;

/* What the person has taught, in spim/wd-spim-overlay.h. */
typedef struct WdSpimOverlay WdSpimOverlay;

/* What tells this computer from others, in machine/wd-machine-facts.h. */
typedef struct WdMachineFacts WdMachineFacts;

/* Names of people and domains out of files, in names/wd-name-list.h. */
typedef struct WdNameList WdNameList;

/* Whom a stranger could imitate, in contact/wd-contact-names.h. */
typedef struct WdContactNames WdContactNames;

/* What a company's policy calls confidential, compiled: leak/wd-leak-rules.h. */
typedef struct WdLeakRules WdLeakRules;

/* Passages of confidential documents: leak/wd-document-index.h. */
typedef struct WdDocumentIndex WdDocumentIndex;

/* Domains whose look-alikes are looked for, in link/wd-protected-names.h. */
typedef struct WdProtectedNames WdProtectedNames;

/* What the shell has loaded; borrowed by the context for the length of a judgement. */
typedef struct {
	const WdSpimModel *spim_model;     /* (nullable) NULL: the one that was shipped */
	const WdSpimOverlay *spim_overlay; /* (nullable) NULL: nothing was taught */
	const WdMachineFacts *machine;     /* (nullable) */
	const WdContactNames *contacts;    /* (nullable) */
	const WdNameList *allow_list;      /* (nullable) never strangers */
	const WdNameList *deny_list;       /* (nullable) always blocked */
	const WdLeakRules *leak_rules;     /* (nullable) NULL: made anew where a policy has some */
	const WdDocumentIndex
		*documents; /* (nullable) NULL: nobody knows, where policy names one */
	const WdProtectedNames *near_names; /* (nullable) where the person's accounts and contacts
					       are at home */
	const GPtrArray *link_allow_lists;  /* (nullable) of WdLinkList *, in link/wd-link-list.h:
					       sites whose links are never risky */
	const GPtrArray *link_deny_lists;   /* (nullable) the same: always dangerous */
	GHashTable *dns_listed; /* (nullable) of char *: registrable domains that a list in a name
				   service holds */
	gboolean is_deny_list_missing; /* a managed one could not be read, or not yet */
} WdKnowledge;
