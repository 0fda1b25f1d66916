/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Every TLS connection of libpurple, of whatever protocol, has its certificate looked at by one
 * verifier once the handshake is done and before a byte of the protocol has gone out. Policy stands
 * before it: the least version of TLS that will do, the keys that a server must show, and nobody
 * asked whether a bad certificate will do after all.
 */
void wd_purple_certificates_attach(WdSession *session);
void wd_purple_certificates_detach(WdSession *session);
