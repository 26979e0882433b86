"""Given names often heard in Chile, by which masking proposes that a word is somebody's name."""

_SURE = """
aarón abigail adolfo adrián adriana agustín agustina alan alberto alejandra alejandro
alex alexis alfonso alfredo alicia alonso álvaro amanda ana anahí anaís andrea andrés antonella
antonia antonio araceli ariel arturo bárbara bastián beatriz benito benjamín bernarda bernardo berta
braulio brayan bruno camila camilo carla carlos carmen carolina catalina cecilia césar claudia
claudio constanza cristián cristina cristóbal daniel daniela danilo darío david débora denisse diana
diego edgardo eduardo elba elena elías elisa elizabeth eloísa elsa emilia emiliano emilio enrique
enzo erika ernesto esteban ester eugenia eugenio eva evelyn fabián fabiola fátima felipe fernanda
fernando florencia francisca francisco freddy gabriel gabriela genaro gerardo germán
gilberto gladys gonzalo graciela guillermina guillermo gustavo héctor hernán hilda hugo humberto
ignacia ignacio inés ingrid irene irma isabel isabella isidora ismael iván ivonne jacqueline jaime
javier javiera jeannette jennifer jessica jimena joaquín johanna jonathan jordán jorge josé josefa
josefina juan juana julia julián juliana julieta karen karina karla katherine kevin laura lautaro
leandro leonardo leonor leticia lidia liliana lorena lorenzo loreto lucía luciano luis luisa
macarena magdalena maite manuel manuela marcela marcelo marcia maría mariana maricel mariela mario
marisol marta martín martina mateo matías matilda mauricio maximiliano melissa micaela michelle
miguel millaray mireya mónica nancy natalia nelson nicolás nicole noelia octavio olga omar orlando
óscar osvaldo pablo pamela paola patricia patricio paula paulina pedro pía priscila rafael rafaela
ramiro ramón raquel raúl rebeca regina renata renato ricardo roberto rodolfo rodrigo rolando romina
roxana rubén ruth samuel sandra sara sebastián sergio silvia simón sofía sonia susana tamara tania
teresa tomás úrsula valentín valentina valeria vanessa verónica vicente víctor viviana waldo walter
ximena yasna yessica yolanda
"""
_DOUBTFUL = """
alba alma américa amparo ángel ángeles aurora blanca clara concepción consuelo
domingo esperanza estela estrella flor franco gloria iris jazmín jesús julio lucas
luz marco marcos margarita marina máximo mercedes milagros nieves norma olivia paz pilar rocío rosa
rosario salvador santiago sol soledad trinidad victoria violeta
"""
_PLAIN = str.maketrans("áéíóúü", "aeiouu")


def folded(word: str) -> str:
    """In lower case and without accents: as people type on a phone."""
    return word.lower().translate(_PLAIN)


SURE = frozenset(folded(name) for name in _SURE.split())
"""None of them is a Spanish word that people write for another reason."""

DOUBTFUL = frozenset(folded(name) for name in _DOUBTFUL.split())
"""Words, months and places too: taken for names only with a capital inside a sentence."""
