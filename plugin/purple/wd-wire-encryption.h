/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "engine/wd-event.h"

/*
 * What protects a message of XMPP, as it stands in the stanza. Plugins that encrypt there do it
 * below every signal of the conversation, so only the wire can tell.
 */

WdEncryption wd_wire_encryption_expect(PurpleAccount *account);
WdEncryption wd_wire_encryption_read(xmlnode *stanza);
