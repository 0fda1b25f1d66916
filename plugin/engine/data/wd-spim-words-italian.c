/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-spim-words.h"

/* What SPIM says in Italian. */
/* clang-format off */
static const WdSpimGroup italian[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "lavoro da casa, lavorare da casa, lavorando da casa, lavora da casa, "
	 "lavoro da remoto, minuti al giorno, nessuna esperienza richiesta, senza esperienza, "
	 "non serve esperienza, compito semplice, compiti semplici, capo di te stesso, "
	 "recensisci hotel, lavoro online, per ogni like, ai video di tiktok, guadagno extra, "
	 "entrata extra, entrate extra, pagamento giornaliero, lavoro part time online"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "cerchiamo collaboratori, risorse umane, il tuo curriculum, ore al giorno, "
	 "con il telefono, con il cellulare, dal tuo telefono, entra nel nostro team, "
	 "unisciti al nostro, nostro team, part time online, opportunità di lavoro, "
	 "cerchiamo persone"},
	{WD_SPIM_ABOUT_WORK, 1,
	 "metti like"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "guadagnare soldi, guadagna soldi, guadagna fino, guadagna da, guadagno da, "
	 "€ al giorno, euro al giorno, euro al mese lavorando, rendita passiva, "
	 "rendite passive, reddito passivo, libertà finanziaria, guadagni illimitati, "
	 "profitti garantiti, profitto garantito, guadagni garantiti, pagamento immediato, "
	 "soldi facili, fare soldi, rendita mensile, lasciare il lavoro, guadagna # euro, "
	 "guadagna #, bisogno di soldi"},
	{WD_SPIM_ABOUT_INCOME, 2,
	 "euro al mese, € al mese, al mese lavorando, in giornata, guadagno, guadagni, "
	 "io guadagno, ricevi la commissione, prelievo immediato, prelievi in pochi, "
	 "% al giorno, ne ho ricevuti, rendita"},
	{WD_SPIM_ABOUT_INCOME, 1,
	 "guadagn*, soldi, profitt*"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "segnali crypto, segnali forex, segnali gratuiti, piattaforma di trading, "
	 "raddoppia i tuoi, raddoppia il tuo, % di successo, impara il forex, investi solo, "
	 "ho investito #, investire in bitcoin, piattaforma di investimento"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "investire, investimenti*, ho investito, intelligenza artificiale, un consulente, "
	 "consulente ti chiamerà, segnali, bitcoin*"},
	{WD_SPIM_ABOUT_COINS, 1,
	 "solo # euro"},
	{WD_SPIM_ABOUT_GAMES, 4,
	 "giri gratis, bonus di benvenuto, partita truccata, scommesse sicure, "
	 "riscatta il bonus, free spin, giri gratuiti"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "scommesse sportive, senza deposito, bonus slot, tuo bonus, slot machine"},
	{WD_SPIM_ABOUT_GAMES, 2,
	 "scommesse, quota #, gruppo vip, prelievi, bonus di #"},
	{WD_SPIM_ABOUT_PARCELS, 3.5,
	 "pacco è in giacenza, fermo in dogana, pacco è fermo, consegna non riuscita, "
	 "indirizzo incompleto, spese di spedizione, spese doganali, "
	 "ritiro della tua spedizione, in giacenza, pacco in attesa, mancata consegna"},
	{WD_SPIM_ABOUT_PARCELS, 2,
	 "il tuo pacco, il suo pacco, la tua spedizione, la sua spedizione, tua spedizione, "
	 "per lo sblocco, lo sblocco, in dogana, versare le spese, tuo pacco"},
	{WD_SPIM_ABOUT_PARCELS, 1,
	 "dogana, spedizione, poste italiane, giacenza, consegna"},
	{WD_SPIM_ABOUT_ACCOUNTS, 4,
	 "accesso anomalo, attività sospett*, conto verrà bloccato, conto è stato bloccato, "
	 "conto è stato sospeso, carta è stata sospesa, carta è stata bloccata, "
	 "computer è infetto, spetta un rimborso, utenza è stata limitata, "
	 "diritto a un bonus, non sei stato tu"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "verifica la tua identità, verifica subito, tua identità, aggiorna i tuoi dati, "
	 "aggiorni i dati, aggiornare i dati, è stata sospesa, è stata limitata, "
	 "motivi di sicurezza, metodo di pagamento, verrà bloccato, è infetto, "
	 "conferma i tuoi dati, caricando i tuoi documenti, conferma la tua identità, "
	 "accesso non autorizzato, verificare i dati"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "il tuo conto, il suo conto, sul tuo conto, la sua carta, la tua carta, "
	 "la tua utenza, tua utenza, i tuoi dati, il tuo account, gentile cliente, "
	 "tuo abbonamento, è scaduto, addebito di, agenzia delle entrate, un rimborso, "
	 "rimborso, compili il modulo, supporto microsoft, chiama subito, hai diritto, "
	 "rilevato, completa la richiesta"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1,
	 "intesa sanpaolo, postepay, inps, unicredit, annulla qui"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "mio nuovo numero, il mio nuovo numero, caduto il cellulare, caduto il telefono, "
	 "salva questo numero, rotto il telefono, telefono rotto, caduto in acqua, "
	 "perso il telefono"},
	{WD_SPIM_ABOUT_KIN, 2.5,
	 "ho cambiato numero, cambiato numero, papà sono io, mamma sono io, nonna sono io, "
	 "nuovo numero, te li ridò, bonifico urgente"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "ciao mamma, ciao papà, ciao nonna"},
	{WD_SPIM_ABOUT_LOANS, 4,
	 "prestiti veloci, prestito veloce, senza busta paga, cattivi pagatori, "
	 "prestito immediato, concedo prestiti, prestiti tra privati, prestiti personali, "
	 "a protestati"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "offriamo finanziamenti, offriamo prestiti, senza garanzie, "
	 "bisogno di soldi offriamo, tasso del, erogazione in giornata, prestiti a tutti, "
	 "bisogno di un prestito, prestiti online"},
	{WD_SPIM_ABOUT_LOANS, 2,
	 "prestito*, prestiti*, finanziament*, risposta in #, protestati, erogazione, tasso"},
	{WD_SPIM_ABOUT_LOVE, 4,
	 "foto nuda, foto hot, molto eccitata, sesso senza impegno, donne sposate, "
	 "ragazze calde, escort di lusso, legamenti d'amore, le mie foto nuda, donne mature"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "eccitata, in diretta webcam, amore sincero, vero amore, soldatessa, ciao bello, "
	 "incontri, cartomante*, ragazze, troia*, porno*, legamento, sono sola e"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "vicino a te, sono sola, ciao caro, visto il tuo profilo, il tuo profilo e, "
	 "senza impegno, primo show, chatta gratis, vogliono conoscerti, "
	 "massima riservatezza, riservatezza, tuo profilo, conoscerti stasera"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "senza ricetta, patente di guida senza, senza esame, follower reali, "
	 "comprare follower, orologi replica, inviarmi i codici, mandarmi i codici, "
	 "banconote false, patente senza esame, follower instagram"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "spedizione anonima, % in meno, senza dieta, registrata in motorizzazione, pillole*, "
	 "svendita totale, sconti fino, carte regalo, i codici, massima discrezione, "
	 "diplomi autentici, chili in un mese, aumenta like, vendiamo passaporti"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "spedizione gratuita, consegna immediata, scarpe firmate, passaporti, autentici, "
	 "fino al # %, alla farmacia, svendita, visualizzazioni, ordini su, perdi # chili, "
	 "consegna in # giorni, in farmacia, prezzi migliori, carta regalo"},
	{WD_SPIM_ABOUT_PRIZES, 4,
	 "riscatta il tuo premio, sei stato selezionato, è stato selezionato, hai vinto #, "
	 "hai vinto un, il tuo regalo scade, sei il vincitore, vinci un buono, il tuo premio"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "ha vinto, vincitore*, lotteria*, rispondi al sondaggio, tuo premio, tuo regalo, "
	 "nostro agente, vinci un, buono spesa"},
	{WD_SPIM_ABOUT_PRIZES, 2,
	 "compie # anni, estrazione, selezionato"},
	{WD_SPIM_ABOUT_PRIZES, 1,
	 "congratulazioni"},
	{WD_SPIM_ABOUT_FORTUNE, 4,
	 "malata terminale, malato terminale, donare la mia fortuna, mia fortuna, "
	 "cliente deceduto, senza eredi, suo cognome, l'eredità ammonta, stesso cognome"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "milioni di euro, milioni di dollari, una persona onesta, persona di fiducia, "
	 "desidero donare"},
	{WD_SPIM_ABOUT_FORTUNE, 2,
	 "eredità, eredi, deceduto, sono un avvocato, donare, cognome, di cancro"},
	{WD_SPIM_ABOUT_CALLS, 2.5,
	 "clicca qui, clicchi qui, clicca sul link, registrati subito, registrati ora, "
	 "iscriviti subito, entra nel nostro canale, seguente link, al link, riscatta, "
	 "entra nel gruppo"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "clicca, registrati, iscrizione gratuita, contatta il, contattami, scrivici, "
	 "entra nel, guarda le mie, completa, approfittane, chiama il, scrivimi in privato, "
	 "paga #, lasci il tuo"},
	{WD_SPIM_ABOUT_CALLS, 1,
	 "contatta"},
	{WD_SPIM_ABOUT_CHATS, 2,
	 "scrivici su whatsapp, canale telegram, gruppo telegram, su telegram, nostro canale, "
	 "ordini su whatsapp, tuo whatsapp, contattaci su whatsapp, in privato"},
	{WD_SPIM_ABOUT_CHATS, 1,
	 "su whatsapp, via mail, scrivimi su"},
	{WD_SPIM_ABOUT_HASTE, 2,
	 "entro # ore, ultima possibilità, ultima occasione, scade oggi, tra # minuti, "
	 "in pochi minuti, ultimo avviso, in # giorni"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "posti limitati, solo oggi, subito, ultima ora, scade tra"},
	{WD_SPIM_ABOUT_PRAISE, 2,
	 "senza rischi*, risultati garantiti, è affidabile, affidabile"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "% sicuro"},
	{WD_SPIM_ABOUT_PRAISE, 1,
	 "illimitat*, opportunità"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "follower veri, follower italiani"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "sensitiva, sensitivo"},
	{WD_SPIM_ABOUT_KIN, 1,
	 "bonifico"},
	{WD_SPIM_ABOUT_PRIZES, 0.5,
	 "complimenti"},
	{WD_SPIM_ABOUT_PRIZES, 2,
	 "hai vinto"},
	{WD_SPIM_ABOUT_HASTE, 1,
	 "immediata, immediato, immediati"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "frase segreta, frase di recupero, verificare il wallet, il tuo wallet, "
	 "sincronizzare il, account verrà eliminato, conto verrà chiuso, inserisci la carta, "
	 "dati della carta, ricevere il denaro, ricevi il denaro, acquirente ha pagato, "
	 "procedimento giudiziario, cartella esattoriale, numero della carta, "
	 "tessera sanitaria, app della banca"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "pignoramento"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "entro 24, la tua linea, il tuo dispositivo, codice ricevuto, "
	 "aggiornamento obbligatorio, verifica i, confermi i, ricarica bloccata"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "regolarizza*"},
	{WD_SPIM_ABOUT_TRICKS, 4,
	 "sei tu in questo, sei tu nel video, chi visita il tuo, inoltra a, inoltralo a, "
	 "whatsapp diventa a pagamento, whatsapp a pagamento, diventerà a pagamento, "
	 "codice a sei cifre, codice che ti, spoglia qualsiasi, spiare whatsapp, "
	 "leggere le chat, leggi le chat, recupero account, codice che hai ricevuto"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "hackerare"},
	{WD_SPIM_ABOUT_TRICKS, 3,
	 "in questo video, guarda questo video, a # contatti, a # persone, "
	 "non spezzare la catena, catena di, condividi prima che, prima che lo cancellino, "
	 "ce lo nascondono, mandami il codice, per sbaglio il tuo, telefono del partner, "
	 "ti ha visualizzato"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "tradisce"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "ho sbagliato numero, numero sbagliato, volevo scrivere, sembri gentile, "
	 "sembri simpatico, non dirlo a nessuno, fai girare"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "soldi persi, recuperare i tuoi soldi, falso broker, recuperato i miei, "
	 "cancella i debiti, cessione del quinto, rata dimezzata, segnalati in crif, "
	 "soldi subito"},
	{WD_SPIM_ABOUT_LOANS, 1.5,
	 "debiti, crif"},
	{WD_SPIM_ABOUT_WORK, 4,
	 "presta il conto, il tuo conto per, affitta il tuo, confezionare penne, "
	 "ricevere pacchi a"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "imbustare, assemblare"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "licenziato dal, mollato il lavoro, il mio metodo, il mio team, kit iniziale, "
	 "entra nella mia squadra, lavoro all'estero, euro a settimana, dal divano, "
	 "senza capo, libera professione"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "incaricata, crociera"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "senza plagio, tesi di laurea, tesi pronta, laurea senza, sms massivi, "
	 "invio massivo, pezzotto, recensioni google, certificato b, punti patente, "
	 "account verificati, seguo chi mi, pannelli solari gratis, documenti falsi, "
	 "fotovoltaico gratis"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "hashish"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "canali film, tutti i canali, prima pagina di google, analisi gratuita, compro auto, "
	 "borse di, alta qualità, consegna discreta, certificato di, brucia grassi, "
	 "senza palestra, lettura carte, lingue senza esame"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "erba, tarocchi, orologi"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "prova gratis, prova gratuita, preventivo gratuito, a rate, a soli, solo per oggi, "
	 "tutto incluso, pagamento alla consegna"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "ricarica gratis, giga gratis, bonus governo, bonus sociale, vacanza gratis, "
	 "biglietto vincente, hai diritto al, buono da, sei stato estratto"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "risultato esatto, partita comprata, vinto alla slot, vinto al casinò, codice bonus"},
	{WD_SPIM_ABOUT_GAMES, 1.5,
	 "schedina, pronostici"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "dio vi benedica, dio ti benedica, operazione della piccola, ogni euro, una cassa, "
	 "sono vedova, sono vedovo, donna onesta, missione di pace, aiutate la piccola, "
	 "chirurgo dell'onu"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "lingotti"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "il mio mentore, la mia mentore, trasformato #, grazie alla signora, grazie a, "
	 "copy trading, robot di trading, trading automatico, solo # euro in, "
	 "opzioni binarie, investimento di #, vivere di trading"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "contenuti esclusivi, videochiamata hot, foto e video, il mio ragazzo è, mi annoio, "
	 "cerco uomo"},
	{WD_SPIM_ABOUT_LOVE, 1.5,
	 "massaggi, casalinga"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "ho avuto un incidente, la polizia vuole, in caserma, non dirlo a papà, "
	 "serve un bonifico, mandami subito"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "cauzione, prestami"},
	{WD_SPIM_ABOUT_KIN, 2,
	 "avvocato chiede, fino a domani, te li rendo"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "investe per te, lavora per te, mentre dormi, invia # btc, ricevi il doppio, "
	 "te ne torna, portafoglio crypto, chiave privata, assistente del professor, "
	 "gruppo di borsa, borsa gratuito, azione al giorno, token gratis, anteprima token"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "guadagni garantiti in, conto demo, prelievo minimo, deposito di # euro"},
	{WD_SPIM_ABOUT_COINS, 1.5,
	 "azioni, criptovalute"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "dodici parole, sincronizza il, tuo portafoglio, conto è stato limitato, "
	 "accesso sospetto, riattiva il, riattiva subito, aggiorna l'app, sarà sospeso, "
	 "verrà sospeso, verrà disattivato, sospesa la carta, conferma l'acquisto, "
	 "non riconosci, blocca l'operazione, chiama questo numero, distacco della luce, "
	 "fornitura verrà"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "area clienti, nuovo accesso da, bolletta non pagata, rimborso in attesa, "
	 "multa non pagata"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "mi sono licenziato, ho licenziato il capo, scrivimi info, ti spiego come, "
	 "ti mostro come, senza vendere, comodamente da casa, da casa tua, con lo smartphone, "
	 "guadagna con, assunzione immediata, colloquio su whatsapp, recensioni da casa, "
	 "piattaforma di prenotazioni"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "offriamo lavoro, posizione aperta da remoto, poche ore al, mezza giornata"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "selezioniamo"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "vendo foto, foto e video personali, sono annoiata, camionista via, sola a casa, "
	 "scrivimi in chat, ragazza sola, vedova cerca, cuore mi dice, in cam, "
	 "i primi minuti, donna matura, solo seri"},
	{WD_SPIM_ABOUT_LOVE, 1.5,
	 "annoiata, tettone, massaggiatrice"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "corsi dei guru, tutti i corsi, borse 1:1, prodotti 1:1, scrivo la tua tesi, "
	 "tesi in, esame al posto, rimozione dal crif, cancellazione crif, auto usata subito, "
	 "ritiro auto, caparra anticipata, chiavi per posta, punture dimagranti, "
	 "penne dimagranti, fumo e erba, banconote replica"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "vetrina"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "medici lo nascondono, le farmacie lo nascondono, smettere di fumare, "
	 "pompa di calore, tetto gratis, lo paga lo stato, massima qualità, spediamo ovunque, "
	 "streaming a vita, abbonamento a vita, sito non si vede, numeri whatsapp, "
	 "invio whatsapp, pagamento dopo, oro usato, ritiro oro"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "gocce, fotovoltaico, cartucce, imitazione, posizionamento, seguaci, multiproprietà"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "settimana gratis, soggiorno gratis, vinci subito, pacchetto omaggio, buono omaggio, "
	 "credito omaggio, hai diritto a"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "dio vi ricompensi, madre sola, frigo vuoto, pacco con oro, eredità bloccata, "
	 "donazione di, operazione urgente, un euro"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "aiutatemi, valigia"},
	{WD_SPIM_ABOUT_TRICKS, 3,
	 "hai visto questo video, sei proprio tu, usa la tua foto, indovina chi, "
	 "gira questo messaggio, mandalo a, condividi con, entro mezzanotte perderai, "
	 "cerchio dell'abbondanza, regala # euro, ricevi # euro, codice arrivato, "
	 "recupero profilo, instagram hackerato, scopri chi, posizione del"},
	{WD_SPIM_ABOUT_TRICKS, 1.5,
	 "spia"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "scusa ho sbagliato, pensavo fossi, vivo a milano e, ho sbagliato persona"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "partita già decisa, conosco l'arbitro, alla slot, codice sconto casinò, "
	 "ho vinto # alle, senza documenti, raddoppio sicuro, numeri del lotto"},
	{WD_SPIM_ABOUT_GAMES, 1.5,
	 "ambo, terno"},
	{WD_SPIM_ABOUT_PRIZES, 0.5,
	 "sondaggio"},
	{WD_SPIM_ABOUT_FORTUNE, 1,
	 "# milioni"},
	{WD_SPIM_ABOUT_PRAISE, 1,
	 "garantito, garantiti, garantita"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "nuda, sesso"},
	{WD_SPIM_ABOUT_GOODS, 1,
	 "marijuana"},
};
/* clang-format on */

const WdSpimWords wd_spim_words_italian = {"italian", italian, G_N_ELEMENTS(italian), NULL};
