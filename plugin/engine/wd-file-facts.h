/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What somebody saw who looked into a file: warden-inspect, in its sandbox, and a virus scanner.
 * Plain facts without an opinion: what they mean is for detectors and policy. The process that
 * finds them reads hostile bytes, so nothing in here is trusted to be more than a bounded value.
 */

/* What a file is for a desktop, as far as its bytes tell. */
typedef enum {
	WD_FILE_UNKNOWN, /* nobody looked, or nobody knows */
	WD_FILE_EMPTY,
	WD_FILE_TEXT,
	WD_FILE_IMAGE,
	WD_FILE_AUDIO,
	WD_FILE_VIDEO,
	WD_FILE_DOCUMENT,
	WD_FILE_ARCHIVE,
	WD_FILE_PROGRAM, /* the computer runs it: ELF, PE, Java classes, packages */
	WD_FILE_SCRIPT,  /* an interpreter runs it, or a desktop follows it: launchers, shortcuts */
	WD_FILE_DISK,    /* an image that is mounted */
	WD_FILE_DATA,    /* known, and none of these */
	WD_FILE_N_CLASSES,
} WdFileClass;

/* What was seen inside a file. The words of wd_file_flag_to_string() are for rules. */
typedef enum {
	WD_FILE_ENCRYPTED = 1 << 0, /* an archive or document that nobody can look into */
	WD_FILE_MACROS = 1 << 1,    /* an Office document of either generation with a program */
	WD_FILE_PROGRAM_INSIDE = 1 << 2,  /* a program or script in an archive, document or mail */
	WD_FILE_LINK_INSIDE = 1 << 3,     /* a symbolic or hard link that leaves the archive */
	WD_FILE_PATH_INSIDE = 1 << 4,     /* a member named /etc/x or ../x */
	WD_FILE_DISGUISE_INSIDE = 1 << 5, /* a member whose name or type is a lie */
	WD_FILE_BOMB = 1 << 6,            /* grows beyond all measure when it is unpacked */
	WD_FILE_LIMIT = 1 << 7,           /* more entries or levels than are looked at */
	WD_FILE_DAMAGED = 1 << 8,         /* ends too early, or contradicts itself */
	WD_FILE_TRUNCATED = 1 << 9,       /* longer than what was read of it */
	WD_FILE_CONTRADICTS = 1 << 10,    /* the bytes are of another type than the name says */
	WD_FILE_ACTIVE = 1 << 11,         /* a document that acts by itself when it is opened */
	WD_FILE_ALL_FLAGS = (1 << 12) - 1,
} WdFileFlag;
#define WD_FILE_N_FLAGS 12

/* How looking into it ended. Everything but DONE means: nobody can vouch for what is inside. */
typedef enum {
	WD_INSPECTION_NONE,      /* nobody looked */
	WD_INSPECTION_DONE,      /* looked, within the limits */
	WD_INSPECTION_CRASHED,   /* the parser died of what it read */
	WD_INSPECTION_TIMED_OUT, /* it was ended because it took too long */
	WD_INSPECTION_FORBIDDEN, /* it was ended because it tried what no parser needs */
	WD_INSPECTION_FAILED,    /* there was nobody to look, or the file cannot be read */
	WD_INSPECTION_N,
} WdInspection;

/* What a virus scanner said. */
typedef enum {
	WD_SCAN_NONE, /* nobody was asked */
	WD_SCAN_CLEAN,
	WD_SCAN_INFECTED,
	WD_SCAN_FAILED, /* asked, and no answer that counts */
	WD_SCAN_N,
} WdScanResult;

/* Fill one on the stack with borrowed strings; inside facts they belong to the facts. */
typedef struct {
	WdScanResult result;
	const char *name;     /* (nullable) infected: what the scanner calls it; safe to show */
	const char *reason;   /* (nullable) failed: why, in words for an administrator */
	const char *engine;   /* (nullable) "ClamAV 1.4.3" */
	gint64 signatures_ms; /* Unix time its signatures were made; -1 unknown */
} WdScanAnswer;

/* A member of an archive that deserves a word. */
typedef struct {
	const char *name; /* its path in the archive, "a.zip > b.exe" where nested; safe to show */
	WdFileClass file_class;
	guint flags; /* WdFileFlag bits: why it is listed */
} WdFileMember;

/* A file's digest: SHA-256. */
#define WD_FILE_HASH_BYTES 32

/*
 * What is known of a file's bytes, as an immutable value. Fill one on the stack with borrowed
 * strings and give it to wd_file_facts_new(); everybody else gets one that came from there.
 */
typedef struct {
	const char *name;  /* (nullable) as claimed; never NULL once made */
	gint64 size;       /* bytes, counted; -1 unknown */
	gboolean has_hash; /* only of a file that was read to its end */
	guint8 hash[WD_FILE_HASH_BYTES];
	WdInspection inspection;
	const char *failure; /* (nullable) why it failed, in words for an administrator */
	const char *type;    /* (nullable) the bytes' own media type, "application/zip" */
	WdFileClass file_class;
	guint flags; /* WdFileFlag bits */
	guint n_members;
	const WdFileMember *members; /* the risky ones, the first WD_FILE_MAX_MEMBERS of them */
	const char *text;            /* (nullable) words in it, for leak patterns; bounded */
	WdScanAnswer scan;
} WdFileFacts;

#define WD_FILE_MAX_MEMBERS      32           /* listed; more only add to the flags */
#define WD_FILE_MAX_MEMBER_BYTES 512          /* of one listed name */
#define WD_FILE_MAX_TYPE_BYTES   128          /* of a media type (RFC 6838: 127) */
#define WD_FILE_MAX_REASON_BYTES 256          /* of a scanner's or an inspector's words */
#define WD_FILE_MAX_TEXT_BYTES   (256 * 1024) /* of extracted text: as much as of a message */

/* Counted, so that an event, a question and a row of the queue can hold the same ones. */
WdFileFacts *wd_file_facts_new(const WdFileFacts *fields);
WdFileFacts *wd_file_facts_ref(const WdFileFacts *facts);
void wd_file_facts_unref(const WdFileFacts *facts);
WdFileFacts *wd_file_facts_with_scan(const WdFileFacts *facts, const WdScanAnswer *scan);
char *wd_file_facts_format_hash(const WdFileFacts *facts);

/* The words of rules, answers and the command line. Parsing takes the exact word. */
const char *wd_file_class_to_string(WdFileClass file_class);
gboolean wd_file_class_parse(const char *text, WdFileClass *file_class);
const char *wd_file_flag_to_string(WdFileFlag flag);
gboolean wd_file_flag_parse(const char *text, WdFileFlag *flag);
const char *wd_inspection_to_string(WdInspection inspection);
gboolean wd_inspection_parse(const char *text, WdInspection *inspection);
const char *wd_scan_result_to_string(WdScanResult result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdFileFacts, wd_file_facts_unref)
