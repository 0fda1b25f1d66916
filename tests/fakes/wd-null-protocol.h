/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#define WD_NULL_PROTOCOL_ID "prpl-fake"

void wd_null_protocol_register(void);
void wd_null_protocol_free(void);
