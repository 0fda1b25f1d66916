/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * What a person decides about another one, in the menus of buddies and conversations of every
 * client: to trust, to look at everything first. Also for /warden and for windows.
 */
void wd_person_menu_attach(WdSession *session);
void wd_person_menu_detach(WdSession *session);

gboolean wd_person_is_trusted(WdSession *session, PurpleAccount *account, const char *peer);
gboolean wd_person_is_held(WdSession *session, PurpleAccount *account, const char *peer);
gboolean wd_person_set_trusted(WdSession *session,
			       PurpleAccount *account,
			       const char *peer,
			       gboolean is_trusted,
			       GError **error);
gboolean wd_person_set_held(WdSession *session,
			    PurpleAccount *account,
			    const char *peer,
			    gboolean is_held,
			    GError **error);
