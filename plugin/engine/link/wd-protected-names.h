/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Domains whose look-alikes are looked for, in a form that answers at once however many they are:
 * by name, by what they look like, and by what is left of them when one letter goes. Built once for
 * a list, then only read, from any thread.
 */

typedef struct WdProtectedNames WdProtectedNames;

/* One domain of the list. */
typedef struct {
	char *domain;       /* in ASCII */
	char *label;        /* the label that its owner registered, decoded */
	char *skeleton;     /* what that label looks like */
	const char *suffix; /* what comes behind the label, inside @domain; "" for none */
} WdProtectedName;

WdProtectedNames *wd_protected_names_new(const char *const *domains);
void wd_protected_names_free(WdProtectedNames *names);
guint wd_protected_names_get_size(const WdProtectedNames *names);

const WdProtectedName *
wd_protected_names_find_domain(const WdProtectedNames *names, const char *domain, gsize len);
const WdProtectedName *wd_protected_names_find_above(const WdProtectedNames *names,
						     const char *host);
const WdProtectedName *
wd_protected_names_find_skeleton(const WdProtectedNames *names, const char *skeleton, gsize len);
const WdProtectedName *wd_protected_names_find_typo(const WdProtectedNames *names,
						    const char *skeleton,
						    const char *suffix);
const WdProtectedName *wd_protected_names_find_inside(const WdProtectedNames *names,
						      const char *skeleton,
						      gsize min_letters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdProtectedNames, wd_protected_names_free)
