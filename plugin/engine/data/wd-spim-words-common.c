/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-spim-words.h"

/* What is written alike in many languages. */
/* clang-format off */
static const WdSpimGroup common[] = {
	{WD_SPIM_ABOUT_CHATS, 1.5,
	 "whats app, watsapp*, whatsap, whatssap, wathsapp"},
	{WD_SPIM_ABOUT_COINS, 1.5,
	 "kriptovalut*"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "viagra*, cialis*, rolex*"},
	{WD_SPIM_ABOUT_PRIZES, 1,
	 "iphone"},
	{WD_SPIM_ABOUT_COINS, 1.5,
	 "kripto"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "porno"},
};
/* clang-format on */

const WdSpimWords wd_spim_words_common = {"common", common, G_N_ELEMENTS(common), NULL};
