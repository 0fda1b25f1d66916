/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/contact/wd-contact-names.h"
#include "wd-fuzz.h"

/* Laws: a name is itself; forms are bounded UTF-8; and of two names that resemble each other the
 * table finds the one by the other. A line feed parts them. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = wd_fuzz_text(data, size);
	char *feed = strchr(text, '\n');
	const char *second = feed != NULL ? feed + 1 : "";
	const WdContactName *found[WD_CONTACT_NAMES_FIND];
	g_autoptr(WdContactNames) names = wd_contact_names_new();
	g_autoptr(WdNameForm) peer = NULL;
	g_autoptr(WdNameForm) contact = NULL;
	WdNameRelation relation;

	if (feed != NULL)
		*feed = '\0';
	peer = wd_name_form_new(text);
	contact = wd_name_form_new(second);
	g_assert_cmpuint(peer->n_skeleton, <=, WD_NAME_MAX_LETTERS);
	g_assert_true(g_utf8_validate(peer->plain, -1, NULL));
	g_assert_true(g_utf8_validate(peer->letters, -1, NULL));
	relation = wd_name_form_compare(peer, peer);
	g_assert_true(relation == WD_NAME_SAME || peer->n_skeleton == 0);
	(void)wd_contact_names_add(names, "prpl-irc", "nobody", second);
	relation = wd_name_form_compare(peer, contact);
	if (relation != WD_NAME_DIFFERENT && peer->n_skeleton > 0)
		g_assert_cmpuint(wd_contact_names_find(names, peer, found), >=, 1);
	return 0;
}
