-- What a search of the register found is kept by processes until something it goes by has changed: which firms there are, their words, names and places, and what they are filtered by.
CREATE TRIGGER firms_noted AFTER INSERT OR DELETE OR UPDATE OF name, search_text, county_code, township_code, sector_code, size_class, state, in_programme ON firms
  FOR EACH STATEMENT EXECUTE FUNCTION note_directory_change();
