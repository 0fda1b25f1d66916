/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* How the accounts that are online are connected, as facts (engine/wd-fact.h): for the status page.
 */
void wd_tls_facts_gather(GPtrArray *facts);
