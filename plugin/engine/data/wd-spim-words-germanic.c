/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-spim-words.h"

/* What SPIM says in German, Dutch and Swedish. */
/* clang-format off */
static const WdSpimGroup german[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "nebenjob*, nebenverdienst*, heimarbeit*, job von zu hause, arbeit von zu hause, "
	 "arbeiten von zu hause, minuten am tag, minuten täglich, minuten pro tag, "
	 "stunden täglich, keine erfahrung nötig, keine erfahrung erforderlich, "
	 "ohne vorkenntnisse, keine vorkenntnisse, ganz ohne vorkenntnisse, "
	 "einfache aufgaben, online job, hotels bewerten, bewertest nur hotels, videos liken, "
	 "produkttester*, eigener chef, network marketing, nebenberuflich*, heimjob*, "
	 "arbeiten vom handy, jobangebot*"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "am smartphone, am handy, mit deinem handy, mit dem handy, lockeren job, "
	 "sucht mitarbeiter, suchen mitarbeiter, suche leute, zuverlässige leute, "
	 "personalvermittlung*, personalabteilung, ihre bewerbung von, ihr lebenslauf hat, "
	 "unserer managerin, unserem manager, selbständig von"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "stunden am tag, pro like, per like, stelle im homeoffice, im homeoffice, "
	 "von zu hause, von zuhause, zeitlich flexibel, freie zeiteinteilung, "
	 "unser team sucht, unser network"},
	{WD_SPIM_ABOUT_WORK, 1,
	 "teilzeit, homeoffice, bei interesse"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "geld verdienen, nebenbei verdienen, täglich verdienen, euro am tag, euro pro tag, "
	 "euro täglich, € am tag, € pro tag, € täglich, euro pro woche, € pro woche, "
	 "euro die woche, tägliche auszahlung, auszahlung täglich, auszahlung sofort, "
	 "sofortige auszahlung*, passive* einkommen, finanzielle freiheit, finanziell frei*, "
	 "finanziell unabhängig*, zusätzliche* einkommen, nebeneinkommen, schnelles geld, "
	 "verdiene bis, verdienen sie bis, verdienst bis, % gewinn, garantierte* gewinn*, "
	 "garantierte* rendite*, gewinn pro woche, gewinn pro tag, verdiene geld, "
	 "bezahlung noch am selben, zahlung noch am selben"},
	{WD_SPIM_ABOUT_INCOME, 2,
	 "euro im monat, € im monat, pro monat passiv, am selben tag, zeige dir wie, "
	 "zeige ihnen wie, wissen wie, jeden abend dein geld, job gekündigt, "
	 "verdienstmöglichkeit*, geld zurück, kassieren, kassierst, auszahlung*, du kassierst"},
	{WD_SPIM_ABOUT_INCOME, 1,
	 "verdienst, ich verdiene, einnahmen"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "krypto signale, kryptosignale, trading signale, handelsplattform*, % rendite, "
	 "rendite täglich, bitcoin* verdoppeln, geld verdoppeln, trefferquote, "
	 "geld für dich arbeiten, handelt für sie, handelt für dich, verwalte dein kapital, "
	 "krypto arbitrage, mindesteinlage, investieren sie wie, forex trading"},
	{WD_SPIM_ABOUT_COINS, 1.5,
	 "krypto*, kryptowährung*"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "investieren*, investiere*, investment*, anlageberater*, rendite*, trading lernen, "
	 "verdoppel*, bitcoins, dein kapital, ihr kapital, einstieg ab, aus # euro"},
	{WD_SPIM_ABOUT_COINS, 1,
	 "signale, rendite, trading*"},
	{WD_SPIM_ABOUT_GAMES, 4,
	 "freispiele*, willkommensbonus*, gratisguthaben*, sportwetten tipps, bonus sichern"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "online casino*, onlinecasino*, ohne einzahlung, sportwetten*, spielautomat*, "
	 "wett tipps, wetttipps, einzahlungsbonus"},
	{WD_SPIM_ABOUT_GAMES, 2,
	 "sichere wetten, quote #, insidern, gewinnchance*, einzahlung"},
	{WD_SPIM_ABOUT_PARCELS, 3.5,
	 "nicht zugestellt werden, konnte nicht zugestellt, zustellung fehlgeschlagen, "
	 "zollgebühr*, paket wartet, sendung liegt beim zoll, paket konnte nicht, "
	 "sendung konnte nicht"},
	{WD_SPIM_ABOUT_PARCELS, 2,
	 "ihr paket, ihre sendung, ihre lieferung, ein paket für sie, liegt beim zoll, "
	 "liegt im zoll, gebühr von, versandkosten, versandgebühr*, liefergebühr*, "
	 "fehlende hausnummer, lieferadresse, zustelladresse, sonst geht sie zurück, "
	 "geht sie zurück, neuen zustelltermin, ihre adresse, zoll angehalten"},
	{WD_SPIM_ABOUT_PARCELS, 1,
	 "ausstehend, nicht bezahlt, hausnummer, zustellung"},
	{WD_SPIM_ABOUT_ACCOUNTS, 4,
	 "ungewöhnliche aktivität*, verdächtige aktivität*, ungewöhnliche anmeldung*, "
	 "waren sie das nicht, virus infiziert, letzte mahnung, offene forderung, "
	 "konto wird gesperrt, konto gesperrt"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "vorübergehend gesperrt, zugang wurde eingeschränkt, konto wurde eingeschränkt, "
	 "karte wurde gesperrt, wird es gesperrt, pushtan*, phototan*, photo tan, "
	 "zahlungsdaten, zahlungsinformationen, kontodaten, bankdaten, sicherheitsabteilung, "
	 "steuererstattung*, steuerrückerstattung*, pfändung*, sehr geehrter kunde, "
	 "sehr geehrte kundin, ihre identität, wurde eingeschränkt, haftbefehl*, "
	 "gerichtsvollzieher, computer ist mit"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "verifizier*, bestätigen sie, ihre daten, ihr konto, ihrem konto, ihres kontos, "
	 "ihr zugang, online banking, onlinebanking, entsperr*, lieber kunde, wurde gesperrt, "
	 "wird gesperrt, unbefugte*, nicht verlängert werden, eine zahlung von, "
	 "wurde veranlasst, anspruch auf, begleichen sie, abbuchung, ihr netflix, "
	 "microsoft support, windows support, rufen sie sofort, unbekannte* gerät, "
	 "erneuern sie"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1,
	 "sparkasse, commerzbank, volksbank, finanzamt, mahnung, ihre karte, registrierung"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "handy ist kaputt, handy kaputt, telefon ist kaputt, handy verloren, "
	 "handy ist ins wasser, telefon ist ins wasser, speicher diese nummer, "
	 "speichere diese nummer, oma ich bins, opa ich bins, mama ich bins, papa ich bins, "
	 "handy ist hin"},
	{WD_SPIM_ABOUT_KIN, 2.5,
	 "neue handynummer, ins wasser gefallen, die alte löschen, alte nummer löschen"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "hallo mama, hi mama, hallo papa, hi papa, hallo oma, hallo opa, hey mama, hey papa, "
	 "gerade beschäftigt, hilfe bei einer überweisung, überweisung*, etwas überweisen, "
	 "sofort überweisen"},
	{WD_SPIM_ABOUT_LOANS, 4,
	 "sofortkredit*, privatkredit*, ohne schufa*, trotz schufa, ohne vorkosten, "
	 "kredit für jedermann, betrag und laufzeit, negativer schufa, kredite trotz, "
	 "kredit trotz"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "kreditangebot*, brauchen sie geld, brauchst du geld, benötigen sie geld, "
	 "vergeben darlehen, darlehen zu, schnelle zusage, ablehnung durch die bank, "
	 "geld leihen an, kredit ab, minikredit*, eilkredit*, kreditgeber, zinsen an alle"},
	{WD_SPIM_ABOUT_LOANS, 2,
	 "darlehen*, % zinsen, schufa*, kredite, zinssatz, kredit bis, privatperson vergibt"},
	{WD_SPIM_ABOUT_LOANS, 1,
	 "kredit*, auszahlung in #"},
	{WD_SPIM_ABOUT_LOVE, 4,
	 "nacktbilder*, nacktfotos*, sextreffen*, sexkontakte*, heißes abenteuer, "
	 "heiße frauen, heiße girls, heiße mädels, heiße singles, einsame frauen, "
	 "einsame hausfrauen, tabulos*, seitensprung*, escort service, geile frauen"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "escort*, erotik*, erotisch*, wahre liebe, dein profil gefällt, hübsche damen, "
	 "us army, us soldat*, live vor der webcam, diskrete treffen, meine bilder, geil*, "
	 "hausbesuche möglich, hey süßer, hallo süßer, hi süßer"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "süßer, aus deiner nähe, in deiner nähe, in deiner stadt, aus deiner umgebung, "
	 "allein zuhause, allein zu hause, diskret*, glaube an schicksal, soldatin, "
	 "hallo fremder, gelangweilt, reife frauen"},
	{WD_SPIM_ABOUT_LOVE, 1,
	 "dein profil, webcam*, ohne anmeldung"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "potenzmittel*, follower kaufen, likes kaufen, führerschein kaufen, "
	 "führerschein ohne, platz 1 bei google, falschgeld, echte pässe, diätpille*, "
	 "abnehmpille*, google play karte*, steam karten, schick mir die codes, rolex replica"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "ohne rezept, rezeptfrei*, ohne prüfung, follower für, echte instagram, "
	 "instagram follower, % günstiger, diskrete lieferung, diskreter versand, "
	 "täuschend echt, replika*, beim kba, sprachzertifikat*, ohne diät, räumungsverkauf*, "
	 "platz 1, mir die codes, guthabenkarte*, geschenkkarten"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "% reduziert, % rabatt, bis zu # %, versandkostenfrei*, markenschuhe*, markenware, "
	 "aufenthaltstitel, ihre webseite, ihre website, kilo in, diese pille, abnehmen, "
	 "versand am gleichen, geschenkkarte*, unverbindliches angebot, lieferung in # tagen, "
	 "lieferung sofort, gefallen tun"},
	{WD_SPIM_ABOUT_PRIZES, 4,
	 "sie haben gewonnen, ihren gewinn, ihr gewinn, deinen gewinn, unseren agenten, "
	 "unserem agenten, heutige gewinner, gewinner eines, ausgelost und erhalten"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "ausgelost, euro gewonnen, € gewonnen, gewinnen sie ein, gewinne ein, lotterie*, "
	 "iphone gewonnen, ein iphone, handynummer hat, zum gewinner"},
	{WD_SPIM_ABOUT_PRIZES, 2,
	 "glückwunsch sie, gewinner, gewinnspiel*, amazon gutschein*, gutscheins, "
	 "geschenkkarte, an der umfrage teil, iphone #, jubiläum*, gewinnen sie"},
	{WD_SPIM_ABOUT_PRIZES, 1.5,
	 "herzlichen glückwunsch, gutschein*, ausgewählt, umfrage, glückwunsch du hast, "
	 "verlosung"},
	{WD_SPIM_ABOUT_FORTUNE, 4,
	 "verstorbenen kunden, mein vermögen von, vertrauenswürdigen person, ihrem nachnamen"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "todkrank, vermögen von, millionen dollar, millionen us, nächster angehöriger, "
	 "bei einer erbschaft, sterbenskrank"},
	{WD_SPIM_ABOUT_FORTUNE, 2,
	 "erbschaft*, spenden, schenkung*, als anwalt, ihre mithilfe, krebs, wohltätig*"},
	{WD_SPIM_ABOUT_CALLS, 2.5,
	 "jetzt registrieren, jetzt klicken, hier klicken, klick hier, klicken sie hier, "
	 "link in meinem, link in bio, link im profil, jetzt sichern, aktualisieren sie, "
	 "folgenden link, jetzt beitreten, tritt jetzt, fordern sie, schreib mir für, "
	 "jetzt anmelden, antrag hier"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "klicken sie, auf den link, hol es dir, hol dir, sichere dir, sichern sie, "
	 "antworten sie mit, hier ausfüllen, melden sie sich hier, findest du hier, "
	 "hol dir dein*, schick mir einfach, melde dich hier, registriere dich, schau mir, "
	 "anfragen über, kontaktieren sie uns, nehmen sie an, rufen sie, wenden sie sich an"},
	{WD_SPIM_ABOUT_CALLS, 1,
	 "bei interesse bitte, kontaktieren sie, melde dich, schreiben sie"},
	{WD_SPIM_ABOUT_CHATS, 2,
	 "über whatsapp, auf telegram, über telegram, per telegram, telegram gruppe, "
	 "telegram kanal, vip kanal, vip gruppe, per whatsapp melden, meine private, "
	 "whatsapp melden"},
	{WD_SPIM_ABOUT_CHATS, 1,
	 "schreib mir, schreiben sie mir, auf whatsapp, per whatsapp, weiterschreiben, "
	 "per e-mail, nur für mitglieder"},
	{WD_SPIM_ABOUT_HASTE, 2,
	 "letzte erinnerung, innerhalb von # stunden, minuten gültig, läuft heute ab, "
	 "nimmt noch"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "nur heute, letzte chance, umgehend, unverzüglich, in # stunden, in # wochen, "
	 "nur noch # minuten, heute noch, beeil dich, läuft ab, sofort, in # tagen"},
	{WD_SPIM_ABOUT_HASTE, 1,
	 "dringend, noch heute, nur noch, sofortige*, schnell, nur bis"},
	{WD_SPIM_ABOUT_PRAISE, 2,
	 "kein risiko, ohne risiko, risikofrei, ohne anmeldung kostenlos, 100 % sicher, "
	 "zufriedene mitglieder, garantierte*"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "garantiert*, kostenloses webinar, zufriedene kunden, kostenlos, rund um die uhr"},
	{WD_SPIM_ABOUT_PRAISE, 1,
	 "gratis*, kostenlose*, diese methode, webinar*, vertrauenswürdig*"},
	{WD_SPIM_ABOUT_SUMS, 1,
	 "# euro, # eur"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "reisepässe, echte pässe und"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "onlinejobs"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "seedphrase, wallet validier*, wallet bestätigen, wallet verifizier*, wallet muss, "
	 "wallet synchronisier*, deine karte eingeben, kartendaten eingeben, "
	 "sicheres bezahlen, käufer hat bezahlt, artikel wurde verkauft, geld zu empfangen, "
	 "wird heute gesperrt, letzte aufforderung, account wird gelöscht, "
	 "konto wird gelöscht, strafverfahren gegen, ermittlungsverfahren gegen sie"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "validiert werden, bei uns gemeldet, zur bestätigung, innerhalb von 24, "
	 "verfallen die, tan eingeben"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "sperrung, kreditkartennummer, sicherheitshinweis"},
	{WD_SPIM_ABOUT_TRICKS, 4,
	 "bist du das in, bist das du in, wer dein foto benutzt, wer besucht dein profil, "
	 "handy deines partners, whatsapp mitlesen, chats mitlesen, "
	 "gelöschte nachrichten lesen, leite das an, leitet das an, sonst kostet whatsapp, "
	 "whatsapp kostenpflichtig, code der gerade bei, sechsstelligen code, "
	 "zieht frauen aus, passwort knacken, instagram hacken, konto hacken"},
	{WD_SPIM_ABOUT_TRICKS, 3,
	 "dein foto benutzt, in diesem video, in dem video, an # leute weiter, an # kontakte, "
	 "an alle deine kontakte, schick mir den code, code schicken, jeden account, "
	 "teilt das bevor, bevor es gelöscht, weiterleiten und, das verschweigen sie, "
	 "deine nummer eingegeben, standort deines, wer dein profil, holt ihn in, "
	 "sieht wer dein"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "falsche nummer ich, du klingst nett, klingst aber nett, huch falsche nummer, "
	 "sag bitte niemandem, weiterleiten an, aus versehen deine, finde es raus, "
	 "leite es weiter"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "glückskette, weitersagen"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "verlorenes geld, geld zurückholen, holen es zurück, falsche broker, schulden los, "
	 "ratenkredit*, kredite zusammenfassen, rate halbieren, anwälte holen"},
	{WD_SPIM_ABOUT_LOANS, 1.5,
	 "schuldenfrei*, betrugsopfer"},
	{WD_SPIM_ABOUT_WORK, 4,
	 "zahlungen über dein konto, dein konto weiter, konto zur verfügung, "
	 "bankkonto vermieten, behalte # %, finanzagent*, kugelschreiber zusammen*, "
	 "pakete annehmen und"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "chef gefeuert, mein system kostenlos, dein eigener chef, eigene chefin, beautyteam, "
	 "mein team auf, ausweiskopie genügt, nachtschicht und, seriöse firma, "
	 "bewertungen schreiben, online umsatz"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "startset, teampartner*"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "plagiatsfrei*, ghostwriter*, doktortitel*, meisterbrief*, massenversand*, iptv*, "
	 "führerschein ohne prüfung, goldankauf, zahle höchstpreise, zertifikat ohne prüfung, "
	 "zum nulltarif, abnehmspritze*, wärmepumpe geschenkt, verifizierte paypal, "
	 "verifizierte konten, note # oder geld, abo gegen abo, zigaretten aus, "
	 "bachelorarbeit in, masterarbeit in, hausarbeit schreiben lassen, echte diplome, "
	 "koks*"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "kaufe dein auto, kaufe ihr auto, unter kurs, sms versand, nachrichten für #, "
	 "sender und, kanäle filme, gras und, versand neutral, menü in meinem, "
	 "original papier, klausur online, geld zurück garantie, ferienwohnung ist ihnen, "
	 "sind sie hauseigentümer, photovoltaik zum, hausbesitzer aufgepasst, vpn lebenslang, "
	 "als download, streaming accounts, für immer nur, nichtraucher in, "
	 "abonnenten kaufen, echte bewertungen, bewertungen kaufen"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "hellseher*, kartenlegen, kartenlegerin, wahrsager*, timeshare, nachbau*"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "lebenslang für, katalog anfragen, preise auf anfrage, beste qualität, "
	 "nur barzahlung, bargeld sofort, erstgespräch gratis, angebot läuft"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "ratenzahlung, portofrei, treuerabatt"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "ihr gewinnspiel, gratis guthaben, guthaben für alle, code eingeben und, bonuscode*, "
	 "gewonnen kein witz, reise gewonnen, mallorca gratis"},
	{WD_SPIM_ABOUT_PRIZES, 1.5,
	 "gewinnbenachrichtigung"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "fixes spiel, spiel ist gekauft, sicherer tipp, € einsatz, am automaten gewonnen, "
	 "automaten gewonnen"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "gott segne, jeder euro hilft, jeder euro zählt, kiste mit gold, paket mit gold, "
	 "bin witwer, chirurg bei der, uno soldat, suche ehrliche frau, "
	 "alleinerziehend kühlschrank, wer ein herz hat, für die operation, goldbarren"},
	{WD_SPIM_ABOUT_FORTUNE, 2,
	 "notarkosten vorab"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "witwe*, kaution, vorkasse, erbe"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "handelssoftware, höhle der löwen, verwaltet krypto*, mit nur # euro, "
	 "einzahlen und zusehen, keine versteckten gebühren, coins verfallen, zusehen wie, "
	 "krypto coach, geschenkt bekommen, staking rendite, gewinnen handeln"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "mir ist langweilig, freund ist auf montage, habe dich gefunden, mein herz sagt, "
	 "ehrliche frau, ehrlichen mann, telefonsex*, camgirl*, private bilder, heiße bilder, "
	 "fotos sind hier, sugar daddy, taschengeld treffen, tg treffen"},
	{WD_SPIM_ABOUT_LOVE, 1.5,
	 "sugardaddy"},
	{WD_SPIM_ABOUT_KIN, 2,
	 "meine neue nummer, neue nummer"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "seed phrase eingeben, deine seed phrase"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "mein vermögen"},
	{WD_SPIM_ABOUT_FORTUNE, 2,
	 "millionen euro"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "nackt, nackte"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "hasch"},
};

static const char *const german_habits[] = {
	"ä=ae ö=oe ü=ue ß=ss",
	"ß=ss",
	NULL,
};
/* clang-format on */

/* clang-format off */
static const WdSpimGroup dutch[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "thuiswerk gezocht, thuiswerkers, thuiswerken en verdien*, minuten per dag, "
	 "ervaring niet nodig, geen ervaring nodig, zonder ervaring, eenvoudige taak, "
	 "eenvoudige taken, eigen baas, beoordeel hotels, hotels beoordelen, online werk, "
	 "online baan, bijverdienen, bijverdienste*, vanuit huis werken, tiktok filmpjes, "
	 "bijbaan vanuit, dagelijkse uitbetaling, werken vanuit huis"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "wij zoeken thuiswerkers, uur per dag, met je telefoon, met je mobiel, je cv gezien, "
	 "uw cv, sluit je aan bij, ons team, parttime online, vanuit huis, flexibele uren, "
	 "afdeling hr, van hr"},
	{WD_SPIM_ABOUT_WORK, 1,
	 "parttime"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "verdien geld, extra geld, euro per dag, € per dag, per dag verdienen, verdien tot, "
	 "verdien #, financieel vrij*, financiële vrijheid, passief inkomen, "
	 "onbeperkt inkomen, gegarandeerde winst, gegarandeerd rendement, "
	 "dezelfde dag betaald, dagelijks uitbetaald, snel geld, baan opzeggen, "
	 "geld voor je werken, winst per dag"},
	{WD_SPIM_ABOUT_INCOME, 2,
	 "euro per maand, € per maand, per maand vanuit, dezelfde dag, inkomen, ik verdien, "
	 "uitbetaling*, je commissie, direct opnemen, % per dag, kreeg # euro, extra inkomen, "
	 "rendement, vraag me hoe"},
	{WD_SPIM_ABOUT_INCOME, 1,
	 "winst, verdienen"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "crypto signalen, trading signalen, handelsplatform*, verdubbel je, verdubbel uw, "
	 "% succes, forex handelen, beleg vanaf, investeer vanaf, # euro geïnvesteerd, "
	 "geïnvesteerd bij"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "investeer*, investeren, geïnvesteerd, beleggen, beleg, investering*, crypto*, "
	 "onze adviseur, adviseur belt, kunstmatige intelligentie, signalen"},
	{WD_SPIM_ABOUT_COINS, 1,
	 "vanaf # euro"},
	{WD_SPIM_ABOUT_GAMES, 4,
	 "gratis spins, welkomstbonus*, wedstrijd verkocht, zekere weddenschap*, "
	 "casinobonus*, claim je bonus, speelautomat*"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "zonder storting, sportweddenschap*, je bonus, gokkast*"},
	{WD_SPIM_ABOUT_GAMES, 2,
	 "quotering, weddenschap*, vip groep, storting, gokken, binnen enkele minuten"},
	{WD_SPIM_ABOUT_PARCELS, 3.5,
	 "pakket wordt vastgehouden, bezorging mislukt, onvolledig adres, invoerkosten, "
	 "pakket kon niet, douanekosten, inklaringskosten, niet bezorgd worden, "
	 "kon niet worden bezorgd, zending wordt vastgehouden"},
	{WD_SPIM_ABOUT_PARCELS, 2,
	 "uw pakket, uw zending, uw bestelling ligt, uw pakketje, je pakket, verzendkosten, "
	 "bevestig de, vastgehouden, voor uw zending, pakket ligt"},
	{WD_SPIM_ABOUT_PARCELS, 1,
	 "pakket, bezorging, zending, postnl, dhl, douane"},
	{WD_SPIM_ABOUT_ACCOUNTS, 4,
	 "verdachte inlog*, verdachte activiteit*, ongebruikelijke activiteit*, "
	 "rekening wordt geblokkeerd, account wordt geblokkeerd, rekening is geblokkeerd, "
	 "betaalpas verloopt, computer is geïnfecteerd, recht op een teruggave, "
	 "openstaande boete, openstaande schuld, laatste aanmaning, niet door u gedaan, "
	 "beslaglegging, identiteit of uw rekening"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "verifieer uw, bevestig uw, werk uw, uw identiteit, betaalgegevens, bankgegevens, "
	 "wordt geblokkeerd, is geblokkeerd, is geïnfecteerd, opgeschort, nieuwe betaalpas, "
	 "belastingteruggave, voor beslag, uw betaalpas, deurwaarder*, abonnement is verlopen"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "uw rekening, uw account, uw gegevens, uw pas, uw abonnement, uw netflix, "
	 "geachte klant, beste klant, teruggave, microsoft ondersteuning, is verlopen, "
	 "euro afgeschreven, afgeschreven via, onderstaande link, beslag, bel direct, "
	 "vul het formulier"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1,
	 "rabobank, belastingdienst, boete, cjib, digid"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "telefoon is kapot, telefoon kapot, mijn nieuwe nummer, mobiel is kapot, "
	 "in het water gevallen, sla dit nummer, mobiel is in het, telefoon is in het, "
	 "dit is mijn nieuwe, telefoon kwijt"},
	{WD_SPIM_ABOUT_KIN, 2.5,
	 "nieuw nummer, nieuwe nummer, pap ik ben het, mam ik ben het, oma ik ben het, "
	 "voor me overmaken, geld overmaken, krijg je morgen terug"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "hoi mam, hoi pap, hallo mam, hoi mama, hoi papa, hey mam, hey pap, hoi oma, "
	 "overmaken, app je me"},
	{WD_SPIM_ABOUT_LOANS, 4,
	 "geld lenen, zonder bkr, bkr toetsing, lening nodig, direct lenen, "
	 "particuliere geldverstrekker, geldverstrekker, minilening*, sneller lenen, "
	 "leningen aan"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "snel geld lenen, zonder papierwerk, ook met schulden, wij bieden krediet, "
	 "wij bieden leningen, % rente, financier uw project, lening aan"},
	{WD_SPIM_ABOUT_LOANS, 2,
	 "lening*, krediet*, rente, antwoord binnen, bkr, met schulden, lenen"},
	{WD_SPIM_ABOUT_LOVE, 4,
	 "naaktfoto*, getrouwde vrouwen, hete meiden, geile*, sex zonder, seks zonder, "
	 "luxe escort, eenzame vrouwen, lekkerding, live voor de webcam"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "geil, seks*, naakt*, ware liefde, erotiek, hete, werd verliefd, hoeren, "
	 "spannende date"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "bij jou in de, in de buurt zoeken, alleen thuis, hallo lieverd, hey lekker*, "
	 "je profiel en, zonder verplichtingen, eerste show, show gratis, gratis chatten, "
	 "discretie gegarandeerd, discretie, soldaat in syrië, militair in, meiden"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "zonder recept, rijbewijs kopen, zonder examen, instagram volgers, volgers kopen, "
	 "replica horloges, codes sturen, de codes sturen, vals geld, rijbewijs zonder"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "discreet verzonden, % goedkoper, goedkoper dan, zonder dieet, "
	 "geregistreerd bij het, pillen, leegverkoop, % korting, cadeaukaarten, "
	 "echte paspoorten, diploma's te koop, kilo af in, echte volgers, de codes"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "gratis verzending, direct geleverd, merkschoenen, merkkleding, paspoorten, "
	 "volledig discreet, bij het rdw, apotheek, meer likes, weergaven, bestel via, "
	 "val # kilo, geleverd in # dagen, beste prijs, cadeaukaart*, topkwaliteit, id kaarten"},
	{WD_SPIM_ABOUT_PRIZES, 4,
	 "claim uw prijs, claim je prijs, u bent geselecteerd, je bent geselecteerd, "
	 "u heeft gewonnen, in de loterij, je cadeau verloopt, win een cadeaukaart, "
	 "bent de winnaar"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "geselecteerd voor, gewonnen in de, loterij*, de enquête en, een iphone, uw prijs, "
	 "onze agent, win een, je cadeau, winnaar*"},
	{WD_SPIM_ABOUT_PRIZES, 2,
	 "enquête, doe mee aan, geselecteerd, bestaat # jaar"},
	{WD_SPIM_ABOUT_PRIZES, 1,
	 "gefeliciteerd"},
	{WD_SPIM_ABOUT_FORTUNE, 4,
	 "terminale kanker, mijn vermogen van, mijn vermogen, overleden cliënt, "
	 "zonder erfgenamen, uw achternaam, erfenis bedraagt, zelfde achternaam"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "miljoen euro, miljoen dollar, # miljoen, eerlijk persoon, betrouwbaar persoon, "
	 "nalaten aan"},
	{WD_SPIM_ABOUT_FORTUNE, 2,
	 "erfenis*, erfgenamen, overleden, ik ben advocaat, nalaten, doneren, kanker"},
	{WD_SPIM_ABOUT_CALLS, 2.5,
	 "klik hier, klik op de link, registreer nu, meld je nu, word lid van, word lid, "
	 "haal hem nu, annuleer hier, claim je, claim uw, via onderstaande"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "klik op, registreer, gratis aanmelden, aanmelden, neem contact op, betaal via, "
	 "vul in, stuur een bericht, kom in de, bekijk mijn, doe mee, schrijf je in, "
	 "vraag direct, mag ik je whatsapp, betaal #"},
	{WD_SPIM_ABOUT_CALLS, 1,
	 "mail mij"},
	{WD_SPIM_ABOUT_CHATS, 2,
	 "via whatsapp, telegram kanaal, telegram groep, op telegram, via telegram, "
	 "ons telegram, je whatsapp nummer, bericht via whatsapp"},
	{WD_SPIM_ABOUT_CHATS, 1,
	 "op whatsapp, app mij, stuur me een, per mail"},
	{WD_SPIM_ABOUT_HASTE, 2,
	 "binnen # uur, in # uur, laatste kans, laatste herinnering, over # minuten, "
	 "verloopt vandaag, alleen vandaag, in # dagen"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "beperkt aantal, beperkt plek, onmiddellijk, met spoed, nog vandaag, verloopt over"},
	{WD_SPIM_ABOUT_HASTE, 1,
	 "verloopt"},
	{WD_SPIM_ABOUT_PRAISE, 2,
	 "zonder risico*, gegarandeerd*, betrouwbaar"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "gratis, gratis webinar, geweldige zakelijke, volledig gratis"},
	{WD_SPIM_ABOUT_PRAISE, 1,
	 "onbeperkt*, vrijblijvend"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "replica horloge"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "herstelzin, herstelwoorden, wallet verifi*, je wallet, wallet moet, "
	 "account wordt verwijderd, rekening wordt gesloten, koper heeft betaald, "
	 "geld ontvangen, digid verloopt, ziggo verloopt"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "kaartgegevens, betaalverzoek, gerechtelijke, deurwaarder, incasso, kaartnummer, "
	 "bankpas, identificeer"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "laatste waarschuwing, openstaand bedrag, uw dossier, uw simkaart, uw toestel"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "voltooi"},
	{WD_SPIM_ABOUT_TRICKS, 4,
	 "ben jij dit in, ben jij dat in, wie je profiel bekijkt, stuur dit door naar, "
	 "stuur door naar, whatsapp wordt betaald, code van zes, code die je net, "
	 "kleedt iedereen uit, whatsapp meelezen, meelezen met, account hacken, "
	 "berichten van je partner"},
	{WD_SPIM_ABOUT_TRICKS, 3,
	 "in deze video, op deze video, naar # contacten, naar # mensen, deel dit voordat, "
	 "voordat het verwijderd, ze verzwijgen, stuur me de code, per ongeluk jouw nummer, "
	 "telefoon van je partner"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "vreemdgaan, kettingbrief"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "verkeerd nummer, sorry verkeerd, je lijkt aardig, zeg het tegen niemand"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "doorsturen"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "verloren geld, geld terughalen, nepbroker, mijn geld terug, schulden weg, "
	 "leningen samenvoegen"},
	{WD_SPIM_ABOUT_LOANS, 1.5,
	 "schuldenvrij, maandlast"},
	{WD_SPIM_ABOUT_WORK, 4,
	 "leen je rekening, je rekening gebruiken, pinpas verhuren, geldezel, "
	 "pennen monteren, inpakwerk thuis"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "baas ontslagen, mijn methode, mijn team, word consulent*, werken in het buitenland, "
	 "wij regelen het visum, euro per week, vanaf de bank, eigen onderneming"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "startpakket, cruiseschip, mlm, netwerkmarketing"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "plagiaatvrij, scriptie laten schrijven, diploma zonder, bulk sms, massa sms, "
	 "echte diploma's, google reviews, reviews kopen, wiet, cocaïne, xtc, "
	 "geverifieerde accounts, volg terug, zonnepanelen gratis, gratis zonnepanelen, "
	 "certificaat zonder"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "alle zenders, zenders en films, eerste pagina van google, bovenaan in google, "
	 "gratis audit, inkoop goud, ik koop uw auto, ik koop je auto, discreet bezorgd, "
	 "zonder sport"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "merktassen, catalogus, vetverbrander, waarzegger, helderziende, sigaretten, slof, "
	 "warmtepomp"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "gratis proefperiode, gratis offerte, op aanvraag, in termijnen, slechts # euro"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "rembours"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "gratis beltegoed, gratis vakantie, gratis data, u maakt kans, cadeaubon van, "
	 "winnend lot, toeslag ontvangen"},
	{WD_SPIM_ABOUT_PRIZES, 1.5,
	 "waardebon, energietoeslag"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "gekochte wedstrijd, exacte uitslag, gewonnen op de, gewonnen in het casino, "
	 "vaste tip"},
	{WD_SPIM_ABOUT_GAMES, 1.5,
	 "bonuscode"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "god zegene, god zegen, operatie van, elke euro telt, elke euro helpt, een kist, "
	 "ik ben weduwe, ik ben weduwnaar, eerlijke vrouw, help de kleine"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "goudstaven, vredesmissie"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "mijn mentor, dankzij mevrouw, dankzij meneer, automatisch handelen, "
	 "met slechts # euro, binaire opties, leven van traden"},
	{WD_SPIM_ABOUT_COINS, 1.5,
	 "handelsrobot"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "exclusieve content, naakt op, onlyfans, mijn vriend is, ik verveel me, "
	 "foto's en video's, bellen met"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "ongeluk gehad, borg voor de politie, politie wil, zeg niets tegen, leen me, "
	 "kun je me lenen, tot morgen lenen, rekening betalen voor mij"},
	{WD_SPIM_ABOUT_KIN, 2,
	 "advocaat kost, vandaag nog betalen, betaal je morgen terug"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "handelt voor je, terwijl je slaapt, stuur # btc, krijg het dubbele, dubbel terug, "
	 "assistent van professor, aandeel per dag, gratis tokens, notering morgen, "
	 "software van, uit dragons den, storten en toekijken"},
	{WD_SPIM_ABOUT_COINS, 1.5,
	 "beursgroep, aandelengroep"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "minimale storting, demo rekening"},
	{WD_SPIM_ABOUT_COINS, 1.5,
	 "aandelen, gestort"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "twaalf woorden, # woorden, synchroniseer je, rekening is beperkt, "
	 "verdacht inloggen, update de app, wordt afgesloten, wordt beëindigd, "
	 "wordt opgeschort, niet herkend, bel dit nummer, stroom wordt afgesloten, "
	 "energie wordt afgesloten, nieuwe pas aanvragen, scanner vervangen, app verloopt, "
	 "toegang verloopt, wordt gedeactiveerd"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "walletsynchronisatie, heractiveer"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "nieuw apparaat, onbetaalde rekening, niet betaalde, in behandeling"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "mijn baas ontslagen, ontslag genomen, laat je zien hoe, zal je laten zien, "
	 "niets verkopen, vanaf je bank, met je smartphone, verdien met, meteen beginnen, "
	 "gesprek via whatsapp, reviews schrijven, inpakken thuis, borg voor materiaal"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "boekingsplatform"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "wij werven, we zoeken medewerkers, paar uur per, flexibel bijverdienen"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "verkoop foto's, verveel me, man is van huis, vriend is weg, eenzame vrouw, "
	 "weduwe zoekt, hart zegt, op de cam, eerste minuten, rijpe vrouw, alleen serieus, "
	 "massage met"},
	{WD_SPIM_ABOUT_LOVE, 1.5,
	 "privéfoto's"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "alle cursussen, cursussen van, 1:1 kwaliteit, scriptie in, tentamen maken, "
	 "bkr verwijderen, bkr registratie verwijderen, koop uw auto, auto opkopen, "
	 "borg vooruit, sleutels per post, pillen en, certificaat nt2"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "afslankprikken, afslankpennen, hasj, nepgeld"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "artsen verzwijgen, stoppen met roken, gratis warmtepomp, zonnepanelen voor, "
	 "betaalt de overheid, overheid betaalt, bent u huiseigenaar, levenslang abonnement, "
	 "levenslang voor, niet vindbaar, whatsapp berichten versturen, betaal achteraf, "
	 "goud inkoop, hoogste prijs"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "capsule, druppels, namaak, vindbaarheid, sieraden"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "week gratis, gratis verblijf, win nu, gratis tegoed, heeft recht op"},
	{WD_SPIM_ABOUT_PRIZES, 1.5,
	 "cadeaupakket"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "god zegene je, alleenstaande moeder, koelkast leeg, pakket met goud, "
	 "geblokkeerde erfenis, een paar euro"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "koffer, spoedoperatie"},
	{WD_SPIM_ABOUT_TRICKS, 3,
	 "heb je deze video, ben jij dit, wie gebruikt je foto, gebruikt jouw foto, "
	 "stuur dit bericht, stuur naar, deel met, raak je account kwijt, schenk # euro, "
	 "ontvang # euro, code ontvangen, account terughalen, instagram gehackt, wie bekijkt, "
	 "locatie van"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "schenkkring, bespioneer"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "sorry verkeerde, ik dacht dat je, verkeerde persoon"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "wedstrijd is verkocht, ken de scheidsrechter, op de gokkast, # gewonnen op, "
	 "zonder legitimatie, zekere tip"},
	{WD_SPIM_ABOUT_GAMES, 1.5,
	 "promotiecode"},
};
/* clang-format on */

/* clang-format off */
static const WdSpimGroup swedish[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "jobba hemifrån, arbeta hemifrån, extrajobb hemifrån, minuter om dagen, "
	 "ingen erfarenhet krävs, extrajobb online, enkla uppgifter, din egen chef"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "tjäna pengar, kr om dagen, kronor om dagen, kr per dag, passiv inkomst, "
	 "ekonomisk frihet, garanterad vinst, daglig utbetalning"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "investera*, kryptovalut*, signaler"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "gratissnurr, välkomstbonus, nätcasino, utan insättning"},
	{WD_SPIM_ABOUT_PARCELS, 3,
	 "ditt paket kunde, kunde inte levereras, tullavgift*, ofullständig adress, "
	 "fraktavgift"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "ditt konto har, kommer att spärras, har spärrats, verifiera din, uppdatera dina, "
	 "misstänkt aktivitet, skatteåterbäring, bankid"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "bästa kund, bekräfta dina"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "mitt nya nummer, telefonen är trasig, telefon gick sönder, hej mamma"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "snabblån*, lån utan, utan uc, smslån, låna pengar"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "nakenbilder, sex utan, gifta kvinnor, heta tjejer"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "utan recept, körkort utan, köpa följare, riktiga följare"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "du har vunnit, blivit utvald, hämta ditt pris, vinnare"},
	{WD_SPIM_ABOUT_PRIZES, 1,
	 "grattis"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "miljoner euro, miljoner dollar, avliden klient, arv"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "klicka här, registrera dig, gå med i, anmäl dig"},
	{WD_SPIM_ABOUT_CHATS, 1.5,
	 "på telegram"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "inom # timmar, sista chansen, endast idag"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "utan risk, garanter*, helt gratis"},
	{WD_SPIM_ABOUT_SUMS, 1,
	 "# kr, # kronor"},
};

static const char *const swedish_habits[] = {
	"å=aa ä=ae ö=oe",
	NULL,
};
/* clang-format on */

const WdSpimWords wd_spim_words_german = {"german", german, G_N_ELEMENTS(german), german_habits};
const WdSpimWords wd_spim_words_dutch = {"dutch", dutch, G_N_ELEMENTS(dutch), NULL};
const WdSpimWords wd_spim_words_swedish = {
	"swedish", swedish, G_N_ELEMENTS(swedish), swedish_habits};
