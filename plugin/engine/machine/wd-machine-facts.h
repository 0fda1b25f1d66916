/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-knowledge.h"

/*
 * What a Trojan reports home about the computer that it runs on. The engine asks no system, so a
 * shell collects the values; here it is decided which of them tell this computer from the others.
 */

typedef enum {
	WD_MACHINE_ADDRESS,  /* of a network interface, IPv4 or IPv6 */
	WD_MACHINE_HARDWARE, /* the address of a network card */
	WD_MACHINE_HOST,     /* the name of the computer, with or without its domain */
	WD_MACHINE_USER,     /* the person's login */
	WD_MACHINE_PORT,     /* a TCP port on which something listens */
	WD_MACHINE_SYSTEM,   /* the release of the kernel */
	WD_MACHINE_N_KINDS,
} WdMachineKind;

#define WD_MACHINE_MAX_FACTS 512 /* of one computer; a server with more ports is cut */

typedef struct {
	WdMachineKind kind;
	char *value; /* in lower case; IPv6 in brackets, as wd_address_parse_v6() writes it */
	gboolean
		is_common; /* a name that many have: it counts only where a label says what it is */
	gboolean is_telling; /* so distinctive that it alone gives the computer away */
	guint8 bytes[6];     /* an IPv4 address, a hardware address */
	guint port;
} WdMachineFact;

/* Filled by the shell, then left alone. */
WdMachineFacts *wd_machine_facts_new(void);
void wd_machine_facts_free(WdMachineFacts *facts);
gboolean wd_machine_facts_add(WdMachineFacts *facts, WdMachineKind kind, const char *raw_value);
const WdMachineFact *wd_machine_facts_get(const WdMachineFacts *facts, guint *n_facts);
const char *wd_machine_kind_to_string(WdMachineKind kind);
gboolean wd_machine_kind_parse(const char *text, WdMachineKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdMachineFacts, wd_machine_facts_free)
