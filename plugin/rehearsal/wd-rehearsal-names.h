/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * By which names a client, its profile and the headless host know the rehearsal. The host is a
 * program into which warden.so is loaded like into any client; these words are how the two meet.
 */
#define WD_REHEARSAL_PROTOCOL_ID "prpl-rehearsal"
#define WD_REHEARSAL_ACCOUNT     "you@rehearsal.example"
#define WD_REHEARSAL_PREF        "/plugins/core/warden/rehearsal"      /* boolean: play at start */
#define WD_REHEARSAL_PACE_PREF   "/plugins/core/warden/rehearsal_pace" /* percent of each delay */
#define WD_REHEARSAL_SCRIPT_PREF "/plugins/core/warden/rehearsal_script" /* path; "": built in */
