/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

void wd_null_ui_init(void);
void wd_null_ui_forget(void);
void wd_null_ui_free(void);
