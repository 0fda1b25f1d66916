/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/contact/wd-name-form.h"
#include "engine/wd-knowledge.h"

/*
 * Whom a stranger's name could be made to resemble. A question costs the same with ten contacts and
 * with twenty thousand: names that differ in one letter share a form with a letter left out, and
 * those forms are what is looked up.
 */

#define WD_CONTACT_NAMES_MAX  100000 /* names, two a contact; more are not protected */
#define WD_CONTACT_NAMES_FIND 32     /* candidates of one question */

/* One name of one contact. */
typedef struct {
	char *shown;       /* as the person knows the contact */
	WdNameForm *form;  /* of the name without its domain */
	char *domain;      /* (nullable) in lower case */
	char *protocol;    /* "prpl-jabber" */
	guint contact;     /* whose name it is */
	gboolean is_alias; /* not an address but what the person calls the contact */
	gboolean is_distinctive;
} WdContactName;

/* Changed by its owner between judgements, never during one. */
WdContactNames *wd_contact_names_new(void);
void wd_contact_names_free(WdContactNames *names);
guint wd_contact_names_add(WdContactNames *names,
			   const char *protocol,
			   const char *name,
			   const char *alias);
void wd_contact_names_remove(WdContactNames *names, guint contact);
guint wd_contact_names_find(const WdContactNames *names,
			    const WdNameForm *form,
			    const WdContactName *found[WD_CONTACT_NAMES_FIND]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdContactNames, wd_contact_names_free)
