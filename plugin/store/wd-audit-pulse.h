/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * How soon a collector can miss a desktop. Whatever befalls Warden befalls it after its last line,
 * so it is missed WD_AUDIT_SILENT_S later: five minutes are promised, and the last of them is for
 * whoever looks only once a minute. Two heartbeats fit into a silence, since one may be lost on
 * the way.
 */
#define WD_AUDIT_HEARTBEAT_S 100
#define WD_AUDIT_SILENT_S    240
