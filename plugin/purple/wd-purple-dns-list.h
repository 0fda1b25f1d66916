/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * [Links] DnsLists: block lists that a company keeps in its name service. Off unless a policy names
 * one, since asking tells whoever runs the zone what people link to: the registrable domain and
 * nothing more, of sites that are nobody's known ones. Nobody waits for the answer: it is there at
 * the click, and for the next message.
 */

void wd_purple_dns_list_attach(WdSession *session);
void wd_purple_dns_list_detach(WdSession *session);
