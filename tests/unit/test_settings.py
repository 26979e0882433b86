"""Settings come from the environment, and unsafe ones stop the program with a remedy."""

import pytest

from dashboard.errors import SettingsError
from dashboard.i18n import LANGUAGES, translator
from dashboard.settings import MINIMUM_SECRET_LENGTH, ROOT, TABLE, Settings, settings_from

SECRET = "s" * MINIMUM_SECRET_LENGTH


def made(**environment: str) -> Settings:
    return settings_from({"HUELLA_SECRET": SECRET} | environment)


def refusal(environment: dict[str, str]) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        settings_from(environment)
    return caught.value


def test_defaults_serve_this_machine_alone() -> None:
    settings = made()
    assert settings.host == "127.0.0.1"
    assert settings.port == 8501
    assert settings.k == 5
    assert not settings.is_demo
    assert settings.database_url == f"sqlite:///{ROOT / 'data' / 'huella.sqlite'}"


def test_blank_means_default() -> None:
    assert made(PORT="  ", HUELLA_K="").port == 8501


@pytest.mark.parametrize("k", ["4", "1", "0", "-5", "five", "5.5", "٥", "1001", "5e2"])
def test_fewer_than_five_answers_together_are_refused(k: str) -> None:
    error = refusal({"HUELLA_SECRET": SECRET, "HUELLA_K": k})
    assert "HUELLA_K" in error.message(translator("es"))
    assert k in error.message(translator("es"))


def test_more_than_five_may_be_asked_for() -> None:
    assert made(HUELLA_K="12").k == 12


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "9" * 5000])
def test_an_impossible_port_is_refused(port: str) -> None:
    refusal({"HUELLA_SECRET": SECRET, "PORT": port})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "huella.example.cl", "127.0.0.1.example.cl"])
def test_demo_mode_is_refused_where_others_can_reach_it(host: str) -> None:
    error = refusal({"HUELLA_DEMO": "1", "HOST": host})
    assert host in error.message(translator("es"))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_demo_mode_serves_this_machine(host: str) -> None:
    assert settings_from({"HUELLA_DEMO": "1", "HOST": host}).is_demo


def test_demo_mode_needs_no_secret_and_makes_one_up() -> None:
    assert len(settings_from({"HUELLA_DEMO": "1"}).secret) >= MINIMUM_SECRET_LENGTH


@pytest.mark.parametrize("secret", ["", "short", "x" * (MINIMUM_SECRET_LENGTH - 1)])
def test_a_missing_or_short_secret_is_refused_outside_demo_mode(secret: str) -> None:
    refusal({"HUELLA_SECRET": secret})


def test_a_short_secret_is_refused_in_demo_mode_too() -> None:
    refusal({"HUELLA_DEMO": "1", "HUELLA_SECRET": "short"})


def test_a_refusal_does_not_tell_the_secret() -> None:
    error = refusal({"HUELLA_SECRET": "hunter2"})
    assert all("hunter2" not in error.message(translator(language)) for language in LANGUAGES)


def test_cookies_are_limited_to_https_where_people_use_it() -> None:
    assert made(HUELLA_PUBLIC_URL="https://huella.example.cl/").is_https
    assert not made(HUELLA_PUBLIC_URL="http://huella.local").is_https


def test_the_public_address_ends_without_a_slash() -> None:
    assert made(HUELLA_PUBLIC_URL="https://huella.example.cl/").public_url == "https://huella.example.cl"


def test_every_setting_says_what_it_does() -> None:
    assert all(row.help.endswith(".") for row in TABLE)
    assert len({row.env for row in TABLE}) == len(TABLE)


def test_the_default_database_lies_in_the_data_folder() -> None:
    """It used to lie in the project's own folder, whatever HUELLA_DATA said."""
    chosen = settings_from({"HUELLA_DEMO": "1", "HUELLA_DATA": "/srv/huella"})
    assert chosen.database_url == "sqlite:////srv/huella/huella.sqlite"
    given = settings_from({"HUELLA_DEMO": "1", "DATABASE_URL": "sqlite:///other.sqlite"})
    assert given.database_url == "sqlite:///other.sqlite"
